/** The text, or as much of it as `most` characters hold, ended by an ellipsis. Never cuts a character in half. */
export function clip(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, Math.max(1, most - 1))
    .join('')
    .trimEnd()}…`;
}
