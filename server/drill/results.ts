import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DRILLS_KEPT, Drill } from '../../shared/drill.ts';

const isResult = (file: string): boolean => /^drill-[\w-]+\.json$/.test(file);

/** What came of past drills: a file each. Their ids begin with the time, so their names are in its order. */
export class DrillResults {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async keep(drill: Drill): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const file = join(this.#folder, `${drill.id}.json`);
    await writeFile(`${file}.new`, JSON.stringify(drill));
    await rename(`${file}.new`, file);
    for (const old of (await this.#files()).slice(DRILLS_KEPT)) await rm(join(this.#folder, old), { force: true });
  }

  /** Newest first. A file that cannot be read is passed over. */
  async list(): Promise<Drill[]> {
    const files = (await this.#files()).slice(0, DRILLS_KEPT);
    const read = await Promise.all(files.map((file) => readFile(join(this.#folder, file), 'utf8').then(told, () => null)));
    return read.filter((drill) => drill !== null);
  }

  async #files(): Promise<string[]> {
    return (await readdir(this.#folder).catch(() => [])).filter(isResult).sort().reverse();
  }
}

function told(text: string): Drill | null {
  try {
    return Drill.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
