import { type Caller, LOCAL } from './access/caller.ts';
import type { Door } from './access/door.ts';
import type { TokenStore, Uses } from './access/store.ts';
import { callerOf, cookieOf, MAX_TOKENS, mint, type Token, type TokenRequest, tokenOfCookie, tokenOfSecret } from './access/token.ts';

export type { Caller, Role } from './access/caller.ts';

export const SESSION_COOKIE = 'earshot_session';
/** How often the store is looked at for changes made by another process, in ms. */
export const WATCH_EVERY = 1000;
/** How often the times of last use are written, in ms. */
export const USES_EVERY = 60_000;

/** A token as people may see it. */
export type ListedToken = Omit<Token, 'hash' | 'session'> & { lastUsedAt?: number };

/** Who asks, and by what: a browser's cookie is sent without its user meaning it, so such requests must prove their origin. */
export interface Identity {
  caller: Caller | null;
  by: 'place' | 'token' | 'cookie' | 'nothing';
}

interface Credentials {
  authorization?: string;
  cookie?: string;
}

interface Options {
  now?: () => number;
  /** Hears of tokens that cannot be read or written while the server runs, those known so far stay; and `null` when they can again. */
  onProblem?: (error: unknown) => void;
  /** Says who somebody is by their bearer token, in place of the tokens that are kept: another server let them in and vouches for them. */
  vouched?: (bearer: string | null) => Caller | null;
}

const NOBODY: Identity = { caller: null, by: 'nothing' };

/** Scheme names are case-insensitive. `null` without a bearer token. */
const bearerOf = (authorization: string | undefined): string | null => /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? null;

/** Our cookie's value needs no decoding. */
function sessionOf(cookie: string | undefined): string | null {
  const pairs = (cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1) ?? null;
}

/**
 * Who gets in. On loopback everybody is local; otherwise a token says who somebody is, as a bearer token or as the cookie that a
 * browser got for it. Tokens are read from the store again when another process changes them, so a revocation holds at once.
 */
export class Access {
  readonly door: Door;
  readonly #store: TokenStore;
  readonly #now: () => number;
  readonly #onProblem: (error: unknown) => void;
  readonly #vouched: Options['vouched'];
  readonly #listeners = new Set<(ids: ReadonlySet<string>) => void>();
  #tokens: readonly Token[] = [];
  #uses: Uses = {};
  #usesChanged = false;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(store: TokenStore, door: Door, options: Options) {
    this.#store = store;
    this.door = door;
    this.#now = options.now ?? Date.now;
    this.#onProblem = options.onProblem ?? (() => {});
    this.#vouched = options.vouched;
  }

  /** Rejects when the tokens that are kept cannot be read. */
  static async open(store: TokenStore, door: Door, options: Options = {}): Promise<Access> {
    const access = new Access(store, door, options);
    access.#tokens = await store.load();
    access.#uses = await store.loadUses();
    return access;
  }

  get tokens(): readonly Token[] {
    return this.#tokens;
  }

  list(): ListedToken[] {
    return this.#tokens.map(({ hash: _hash, session: _session, ...rest }) => ({ ...rest, lastUsedAt: this.#uses[rest.id] }));
  }

  /** The new token and its secret, which is told this once. Rejects on a wrong request, or when there are MAX_TOKENS. */
  create(request: TokenRequest): Promise<{ token: ListedToken; secret: string }> {
    return this.#inTurn(async () => {
      const { token, secret } = mint(request, this.#now());
      const tokens = await this.#store.load();
      if (tokens.length >= MAX_TOKENS) throw new Error(`there are ${MAX_TOKENS} tokens already; revoke some first`);
      await this.#keep([...tokens, token]);
      return { token: this.list().find(({ id }) => id === token.id)!, secret };
    });
  }

  /** The tokens that were revoked: the one of this id, or every one of this name. Empty when there is none. */
  revoke(idOrName: string): Promise<Token[]> {
    return this.#inTurn(async () => {
      const tokens = await this.#store.load();
      const meant = tokens.filter(({ id, name }) => id === idOrName || name === idOrName);
      if (meant.length > 0) await this.#keep(tokens.filter((token) => !meant.includes(token)));
      return meant;
    });
  }

  /** Reads the tokens again. When that fails those known stay in force, and the problem is told. */
  reload(): Promise<void> {
    return this.#inTurn(async () => {
      try {
        this.#take(await this.#store.load());
        this.#onProblem(null);
      } catch (error) {
        this.#onProblem(error);
      }
    });
  }

  /** Calls `listener` with the ids of tokens that are no longer good. Returns how to stop. */
  onRevoke(listener: (ids: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Follows changes made elsewhere, and writes when tokens were used. Returns how to stop, which writes that once more. */
  watch(every = WATCH_EVERY): () => Promise<void> {
    const unwatch = this.#store.watch(() => void this.reload(), every);
    const timer = setInterval(() => void this.#writeUses(), USES_EVERY).unref();
    return async () => {
      unwatch();
      clearInterval(timer);
      await this.#writeUses();
    };
  }

  /** Who sent these headers. A bearer token goes before a cookie; a wrong one is nobody. */
  identify(headers: Credentials): Identity {
    if (this.#vouched) {
      const caller = this.#vouched(bearerOf(headers.authorization));
      return caller ? { caller, by: 'token' } : NOBODY;
    }
    if (!this.door.remote) return { caller: LOCAL, by: 'place' };
    const secret = bearerOf(headers.authorization);
    if (secret !== null) return this.#known(tokenOfSecret(this.#tokens, secret), 'token');
    const cookie = sessionOf(headers.cookie);
    return cookie === null ? NOBODY : this.#known(tokenOfCookie(this.#tokens, cookie), 'cookie');
  }

  /** What a browser is to keep for this secret, and who it then is; `null` for a wrong secret. */
  signIn(secret: string): { caller: Caller; cookie: string } | null {
    const { caller } = this.#known(tokenOfSecret(this.#tokens, secret), 'token');
    return caller && { caller, cookie: cookieOf(secret) };
  }

  #known(token: Token | undefined, by: 'token' | 'cookie'): Identity {
    if (!token) return NOBODY;
    this.#uses[token.id] = this.#now();
    this.#usesChanged = true;
    return { caller: callerOf(token), by };
  }

  async #keep(tokens: readonly Token[]): Promise<void> {
    await this.#store.save(tokens);
    this.#take(tokens);
  }

  #take(tokens: readonly Token[]): void {
    const good = new Set(tokens.map(({ id }) => id));
    const gone = new Set(this.#tokens.map(({ id }) => id).filter((id) => !good.has(id)));
    this.#tokens = tokens;
    this.#uses = Object.fromEntries(Object.entries(this.#uses).filter(([id]) => good.has(id)));
    if (gone.size > 0) for (const listener of this.#listeners) listener(gone);
  }

  async #writeUses(): Promise<void> {
    if (!this.#usesChanged) return;
    this.#usesChanged = false;
    await this.#store.saveUses(this.#uses).then(() => this.#onProblem(null), this.#onProblem);
  }

  /** Reading, changing and writing the list is one step: two at a time would undo each other. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}
