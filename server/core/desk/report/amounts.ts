const FIRST_ROOM = 16;

/** Amounts of time as they are found, eight bytes each. */
export class Amounts {
  #room = new Float64Array(FIRST_ROOM);
  #n = 0;

  get length(): number {
    return this.#n;
  }

  /** NaN is not known, and left out. */
  add(amount: number): void {
    if (Number.isNaN(amount)) return;
    if (this.#n === this.#room.length) this.#grow();
    this.#room[this.#n++] = amount;
  }

  #grow(): void {
    const wider = new Float64Array(this.#room.length * 2);
    wider.set(this.#room);
    this.#room = wider;
  }

  /** Those found so far, which may be put in another order. */
  values(): Float64Array {
    return this.#room.subarray(0, this.#n);
  }
}
