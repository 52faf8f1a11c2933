/** An id that no other screen makes. `crypto.randomUUID` is missing on a wall that is served over plain http. */
export function actionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
