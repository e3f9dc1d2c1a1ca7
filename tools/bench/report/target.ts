import { type Comparison, isCut, measurementOf, medianOf } from '../measure/measurement.ts';

/** What a number of ours must be, held against what it is. */
export interface Verdict {
  readonly target: string;
  /** What was measured, in the target's own terms. */
  readonly measured: string;
  readonly met: boolean;
}

/** Two contenders of a comparison and the ratio that is wanted between them. */
export interface RatioTarget {
  readonly comparison: Comparison;
  readonly ours: string;
  readonly theirs: string;
  readonly ratio: number;
}

/**
 * That ours is at least so many times as fast as theirs.
 * @param options.floor contender that does less than the work; says how far from the target even that one is
 * @returns undefined when one of them did not run.
 */
export function atLeastTimesAsFast(
  options: RatioTarget & { readonly floor?: string | undefined },
): Verdict | undefined {
  const medians = mediansOf(options);
  if (medians === undefined) return undefined;
  const { comparison, ours, theirs, ratio, floor } = options;
  const times = medians.theirs / medians.ours;
  const most = floor === undefined ? undefined : timesAsFast({ comparison, ours: floor, theirs });
  return {
    target: `${comparison.title}: ${ours} at least ${ratio} times as fast as ${theirs}`,
    measured: `${medians.isBound ? 'more than ' : ''}${roundedDown(times)} times${floorNote(most, ratio)}`,
    met: times >= ratio,
  };
}

// Only a floor that misses the target explains something.
function floorNote(times: number | undefined, ratio: number): string {
  return times === undefined || times >= ratio ? '' : `; the floor is ${roundedDown(times)} times as fast`;
}

function timesAsFast(pair: Omit<RatioTarget, 'ratio'>): number | undefined {
  const medians = mediansOf(pair);
  return medians && medians.theirs / medians.ours;
}

/** That ours takes at most so many times what theirs takes. @returns undefined when one of them did not run. */
export function atMostTimes(options: RatioTarget & { readonly words?: string }): Verdict | undefined {
  const medians = mediansOf(options);
  if (medians === undefined) return undefined;
  const { comparison, ours, theirs, ratio, words = `at most ${ratio} times` } = options;
  const times = medians.ours / medians.theirs;
  return {
    target: `${comparison.title}: ${ours} takes ${words} ${theirs}`,
    measured: `${times.toFixed(2)} times`,
    met: times <= ratio,
  };
}

function mediansOf(
  options: Omit<RatioTarget, 'ratio'>,
): { readonly ours: number; readonly theirs: number; readonly isBound: boolean } | undefined {
  const ours = measurementOf(options.comparison, options.ours);
  const theirs = measurementOf(options.comparison, options.theirs);
  if (ours === undefined || theirs === undefined) return undefined;
  const [our, their] = [medianOf(ours), medianOf(theirs)];
  if (our === undefined || their === undefined) return undefined;
  return { ours: our, theirs: their, isBound: isCut(theirs) };
}

function roundedDown(times: number): string {
  return times >= 20 ? String(Math.floor(times)) : (Math.floor(times * 10) / 10).toFixed(1);
}
