import type { Path } from './problem.ts';

/** Values for required parts that are broken, by place; `*` is any name. They never reach a platform. */
const STAND_INS: readonly (readonly [readonly string[], (name: string) => unknown])[] = [
  [['name'], () => 'platform'],
  [['aws'], () => ({ account: '000000000000', region: 'us-east-1' })],
  [['environments'], () => ({})],
  [['clusters'], () => ({})],
  [['tenants'], () => ({})],
  [['clusters', '*', 'kubernetes'], () => '1.36'],
  [['tenants', '*', 'repository'], (tenant) => `stand-in-${tenant}`],
  [['tenants', '*', 'services', '*', 'image'], () => ({ kind: 'pinned', reference: 'stand-in:0' })],
];

/** A value for a required part of a platform that is missing or broken, so that the parts around it are still checked. */
export function standIn(place: Path): unknown {
  const found = STAND_INS.find(
    ([pattern]) =>
      pattern.length === place.length && pattern.every((key, at) => key === '*' || key === place[at]),
  );
  return found?.[1](String(place[1] ?? ''));
}
