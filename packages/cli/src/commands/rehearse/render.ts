import { type ControlResult, memoryVerdict, type Report, type ScenarioResult } from '@tideway/rehearsal';
import type { Paint } from '../../paint.ts';
import { table } from '../../table.ts';

/** The scenarios and what they promise. */
export function renderList(
  scenarios: readonly Pick<ScenarioResult, 'name' | 'promise' | 'ids'>[],
  paint: Paint,
): string {
  return table(scenarios.map(({ name, promise, ids }) => [paint('bold', name), ids.join(' '), promise]));
}

/** The summary of a rehearsal. */
export function renderReport(
  report: Report,
  files: { readonly json: string; readonly html: string },
  paint: Paint,
): string {
  const { scenarios, controls, digests, bringUp, memory, duration } = report;
  const needed = memoryVerdict(memory);
  const noticed = controls.filter(({ outcome }) => outcome === 'noticed');
  const untried = controls.filter(({ outcome }) => outcome === 'skipped');
  const broken = scenarios.filter(({ outcome }) => outcome === 'broken');
  const skipped = scenarios.filter(({ outcome }) => outcome === 'skipped');
  const tried = scenarios.length - skipped.length;
  return [
    `${report.platform} on ${report.cluster}: Kubernetes ${report.versions['kube-apiserver']}, Flux ${report.versions['flux']}`,
    '',
    table(
      digests.map(({ repository, files: count, generated, delivered }) => [
        repository,
        `${count} files`,
        generated === delivered ? 'delivered as generated' : paint('red', 'differs from what is generated'),
        paint('dim', generated.slice(0, 19)),
      ]),
    ),
    '',
    table([
      ...bringUp.map(({ what, milliseconds }) => [what, seconds(milliseconds)]),
      [
        'memory of one cluster',
        needed.isGood ? `${needed.figure} ${needed.text}` : paint('red', `${needed.figure}, ${needed.text}`),
      ],
    ]),
    '',
    ...(scenarios.length === 0 ? [] : [table(scenarios.map((result) => row(result, paint)))]),
    ...(controls.length === 0 ? [] : [controlTable(controls, paint)]),
    ...broken.flatMap(({ name, promise, reason }) => [
      '',
      `${paint('red', name)}: ${promise}`,
      `  ${reason}`,
    ]),
    '',
    ...(controls.length === 0
      ? []
      : [
          `${noticed.length} of ${controls.length - untried.length} sabotages were noticed, in ${seconds(duration)}.`,
        ]),
    ...(scenarios.length === 0
      ? []
      : [
          broken.length === 0
            ? `${tried} of ${tried} promises were kept, in ${seconds(duration)}.`
            : `${broken.length} of ${tried} promises were not kept, in ${seconds(duration)}.`,
        ]),
    ...skippedLines(skipped),
    ...skippedLines(untried.map(({ name, said }) => ({ name, reason: said }))),
    `Report: ${files.html} and ${files.json}`,
  ].join('\n');
}

/** How to look around in what was left running. */
export function renderKept(kept: { readonly kubeconfig: string; readonly programs: string }): string {
  return [
    'Everything is left running. To look around:',
    `  export KUBECONFIG='${kept.kubeconfig}' PATH='${kept.programs}':"$PATH"`,
    '  kubectl get pods -A',
    '  flux get all -A',
    'To end it: tideway rehearse down',
  ].join('\n');
}

/** What was not put to the test; those with one reason share its line. */
function skippedLines(skipped: readonly Pick<ScenarioResult, 'name' | 'reason'>[]): readonly string[] {
  const byReason = Map.groupBy(skipped, ({ reason = 'no reason given' }) => reason);
  return [...byReason].map(
    ([reason, results]) => `Skipped: ${results.map(({ name }) => name).join(', ')}. ${reason}`,
  );
}

const colours = { kept: 'green', broken: 'red', skipped: 'yellow' } as const;

function row({ name, outcome, ids, measures, duration }: ScenarioResult, paint: Paint): readonly string[] {
  const [first] = measures;
  return [
    paint(colours[outcome], outcome),
    name,
    ids.join(' '),
    first ? `${first.what} ${seconds(first.milliseconds)}` : '',
    paint('dim', seconds(duration)),
  ];
}

const controlColours = { noticed: 'green', missed: 'red', skipped: 'yellow' } as const;

function controlTable(controls: readonly ControlResult[], paint: Paint): string {
  return table(
    controls.map(({ name, scenario, outcome, said }) => [
      paint(controlColours[outcome], outcome),
      name,
      scenario,
      said.replaceAll(/\s+/g, ' ').slice(0, 100),
    ]),
  );
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 0)} s`;
}
