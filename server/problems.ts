/** What hinders the server now, by part: shown on the wall, in `/readyz`, and logged when it begins and ends. */
export class Problems {
  #now = new Map<string, string>();
  #told: (part: string, message: string | null) => void;

  constructor(told: (part: string, message: string | null) => void) {
    this.#told = told;
  }

  begin(part: string, message: string): void {
    if (this.#now.get(part) === message) return;
    this.#now.set(part, message);
    this.#told(part, message);
  }

  end(part: string): void {
    if (this.#now.delete(part)) this.#told(part, null);
  }

  list(): string[] {
    return [...this.#now.values()];
  }
}
