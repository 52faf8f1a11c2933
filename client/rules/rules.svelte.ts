import { createContext } from 'svelte';
import type { ChannelList } from '../../shared/notify.ts';
import type { Quality } from '../../shared/quality.ts';
import type { RulesPage } from '../../shared/rules-page.ts';
import { rememberedName, rememberName } from '../desk/person.ts';
import { act, askChannels, askHouse, askQuality, askRules, inWords, NotSignedIn, type Wish } from './api.ts';
import { type Tab, tabOf } from './tabs.ts';

/** How often what others change is looked at, in ms. */
const LOOK_EVERY = 5_000;
/** How long it is told what was done, in ms. */
const TOLD_FOR = 10_000;
/** Days that the rules are measured over. */
export const MEASURED = 30;

export interface Toast {
  words: string;
  bad: boolean;
  undo: Wish | null;
}

/** What the page of rules shows, and what is done on it. */
export class Rules {
  #tab = $state<Tab>(tabOf(location.search));
  #brand = $state('Earshot');
  #page = $state.raw<RulesPage>();
  #quality = $state.raw<Quality>();
  #channels = $state.raw<ChannelList>();
  #locked = $state('');
  #trouble = $state('');
  #toast = $state.raw<Toast>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  name = $state(rememberedName());

  get tab(): Tab {
    return this.#tab;
  }
  get brand(): string {
    return this.#brand;
  }
  get page(): RulesPage | undefined {
    return this.#page;
  }
  get quality(): Quality | undefined {
    return this.#quality;
  }
  get channels(): ChannelList | undefined {
    return this.#channels;
  }
  /** Why one must sign in; empty where one need not. */
  get locked(): string {
    return this.#locked;
  }
  /** Why what is shown may be old. */
  get trouble(): string {
    return this.#trouble;
  }
  get toast(): Toast | undefined {
    return this.#toast;
  }

  /** Looks again and again until it is told to stop. */
  begin(): () => void {
    void askHouse().then(
      ({ brand }) => (this.#brand = brand),
      () => undefined,
    );
    void this.look();
    const looking = setInterval(() => document.hidden || void this.look(), LOOK_EVERY);
    return () => clearInterval(looking);
  }

  go(tab: Tab): void {
    history.replaceState(null, '', tab === 'rules' ? location.pathname : `${location.pathname}?tab=${tab}`);
    this.#tab = tab;
    void this.look();
  }

  async look(): Promise<void> {
    try {
      await this.#read();
      this.#trouble = '';
      this.#locked = '';
    } catch (error) {
      if (error instanceof NotSignedIn) this.#locked = error.message;
      else this.#trouble = inWords(error);
    }
  }

  async #read(): Promise<void> {
    this.#page = await askRules();
    if (this.#tab === 'channels') this.#channels = await askChannels();
    else if (this.#tab !== 'silences') this.#quality = await askQuality(MEASURED);
  }

  /** Whether it was done; a refusal is told in the server's words. */
  async act(wish: Wish, done: string, undo: Wish | null = null): Promise<boolean> {
    const by = this.name.trim();
    if (by === '') {
      this.#tell({ words: 'Say who you are first, at the top of the page.', bad: true, undo: null });
      document.getElementById('who')?.focus();
      return false;
    }
    rememberName(by);
    try {
      await act(wish, by);
      this.#tell({ words: done, bad: false, undo });
      await this.look();
      return true;
    } catch (error) {
      this.#tell({ words: inWords(error), bad: true, undo: null });
      return false;
    }
  }

  hush(): void {
    clearTimeout(this.#timer);
    this.#toast = undefined;
  }

  #tell(toast: Toast): void {
    this.hush();
    this.#toast = toast;
    this.#timer = setTimeout(() => this.hush(), TOLD_FOR);
  }
}

export const [useRules, provideRules] = createContext<Rules>();
