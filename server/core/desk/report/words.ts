const NOTHING: readonly number[] = [];

/** All words and lists by their numbers. */
export interface HeldWords {
  words: readonly string[];
  lists: readonly (readonly number[])[];
}

/** Words, and lists of them, as numbers from 1 on, so that columns of facts can hold them; 0 is none, and the list of none. */
export class Words {
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [''];
  readonly #alone: (readonly number[])[] = [NOTHING];
  readonly #lower: number[] = [];
  readonly #listNumbers = new Map<string, number>();
  readonly #lists: (readonly number[])[] = [NOTHING];

  /** Words and lists that are held. */
  get size(): number {
    return this.#words.length + this.#lists.length;
  }

  number(word: string | null): number {
    if (word === null) return 0;
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#words.push(word) - 1;
    this.#alone.push([number]);
    this.#numbers.set(word, number);
    return number;
  }

  /** Undefined of a word that no column has. */
  known(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  word(number: number): string {
    return this.#words[number] ?? '';
  }

  list(words: readonly string[]): number {
    return words.length === 0 ? 0 : this.#listOf(words.map((word) => this.number(word)));
  }

  #listOf(numbers: readonly number[]): number {
    const key = numbers.join();
    const known = this.#listNumbers.get(key);
    if (known !== undefined) return known;
    this.#listNumbers.set(key, this.#lists.push(numbers) - 1);
    return this.#lists.length - 1;
  }

  held(): HeldWords {
    return { words: this.#words, lists: this.#lists };
  }

  /** Takes on those of others; which number each of theirs has here, by the number that it has there. */
  adopt({ words, lists }: HeldWords): { ofWords: number[]; ofLists: number[] } {
    const ofWords = words.map((word, number) => (number === 0 ? 0 : this.number(word)));
    const ofLists = lists.map((list, number) => (number === 0 ? 0 : this.#listOf(list.map((word) => ofWords[word]!))));
    return { ofWords, ofLists };
  }

  /** The words of a list. */
  of(list: number): readonly number[] {
    return this.#lists[list] ?? NOTHING;
  }

  /** A word as a list of it alone, made only once. */
  alone(word: number): readonly number[] {
    return this.#alone[word] ?? NOTHING;
  }

  /** The same word in lower case. */
  lower(number: number): number {
    this.#lower[number] ??= this.number(this.word(number).toLowerCase());
    return this.#lower[number];
  }

  /** No column may still hold a number. */
  clear(): void {
    this.#numbers.clear();
    this.#listNumbers.clear();
    this.#lower.length = 0;
    for (const kept of [this.#words, this.#alone, this.#lists]) kept.length = 1;
  }
}
