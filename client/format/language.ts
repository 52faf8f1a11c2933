const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** `Norwegian Bokmål` for `nb`; a code no one knows stays as it is, and `und` is said in words. */
export function languageName(code: string): string {
  if (code === 'und' || code === '') return 'not told';
  try {
    return NAMES.of(code) ?? code;
  } catch {
    return code;
  }
}

/** A tag fit for the `lang` attribute; undefined where the language is not known or the tag is malformed. */
export function langTag(code: string): string | undefined {
  return code !== 'und' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code) ? code : undefined;
}
