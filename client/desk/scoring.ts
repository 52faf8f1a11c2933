/** Where somebody is who scores a reply. */
interface At {
  /** How many answers the question that is marked has. */
  choices: number;
  /** Somebody types a note. */
  typing: boolean;
  /** A button, a link or a field has the focus, for which Enter is meant. */
  onControl: boolean;
  /** It is scored, and the rules have been told. */
  told: boolean;
}

/** What a key means while a reply is scored: the place of an answer, or a deed. */
export function scoring(key: string, { choices, typing, onControl, told }: At): number | 'back' | 'send' | 'next' | null {
  if (typing) return null;
  if (key === 'Enter' && !onControl) return told ? 'next' : 'send';
  if (key === 's' && !told) return 'next';
  if (told) return null;
  if (key === 'Backspace') return 'back';
  return /^[1-9]$/.test(key) && Number(key) <= choices ? Number(key) - 1 : null;
}
