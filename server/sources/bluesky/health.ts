import type { SourceStatus } from '../../../shared/slices.ts';
import type { SourceContext } from '../source.ts';

/** One status out of two things that can be wrong at the same time: the line to the server, and the journal. */
export class Health {
  readonly #context: Pick<SourceContext, 'status'>;
  #line: [SourceStatus, string] = ['starting', ''];
  #keptBack: string | null = null;

  constructor(context: Pick<SourceContext, 'status'>) {
    this.#context = context;
  }

  line(status: SourceStatus, message: string): void {
    this.#line = [status, message];
    this.#tell();
  }

  /** Why what was heard cannot be handed on now; `null` when it can. */
  keptBack(reason: string | null): void {
    if (this.#keptBack === reason) return;
    this.#keptBack = reason;
    this.#tell();
  }

  /** A line that is not up is the worse of the two: then we are blind. */
  #tell(): void {
    if (this.#keptBack !== null && this.#line[0] === 'live') this.#context.status('waiting', this.#keptBack);
    else this.#context.status(...this.#line);
  }
}
