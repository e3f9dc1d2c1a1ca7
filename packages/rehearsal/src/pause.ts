/** Part of a wait by which its end may be noticed too late. */
const leeway = 0.02;

/** Milliseconds. */
const longest = 500;

/**
 * How long to pause before asking once more. Each question takes the processor from what is waited for, so the longer
 * it takes, the more rarely it is asked: what is measured is late by one part in fifty, and never by more than half a
 * second.
 *
 * @param every - milliseconds between two questions at first
 * @param waited - milliseconds so far
 * @returns milliseconds
 */
export function pauseAfter(every: number, waited: number): number {
  return Math.max(every, Math.min(waited * leeway, longest));
}
