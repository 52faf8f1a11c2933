/** Two soft tones, a fourth apart, in Hz, and when each begins, in s. */
const TONES = [
  { pitch: 523.25, at: 0 },
  { pitch: 698.46, at: 0.28 },
] as const;
/** How long a tone takes to come and to fade, in s, and its loudness at a volume of 1. */
const RISE = 0.04;
const FADE = 1.1;
const LOUDEST = 0.35;
/** An exponential ramp never reaches zero. */
const SILENT = 0.0001;

/** A gentle sound, made here: no file has to be loaded. `volume` is 0 to 1. */
export function chime(context: AudioContext, volume: number): void {
  for (const { pitch, at } of TONES) {
    const begin = context.currentTime + at;
    const tone = new OscillatorNode(context, { type: 'sine', frequency: pitch });
    const loudness = new GainNode(context, { gain: SILENT });
    loudness.gain.setValueAtTime(SILENT, begin);
    loudness.gain.linearRampToValueAtTime(Math.max(SILENT, volume * LOUDEST), begin + RISE);
    loudness.gain.exponentialRampToValueAtTime(SILENT, begin + RISE + FADE);
    tone.connect(loudness).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + RISE + FADE);
  }
}
