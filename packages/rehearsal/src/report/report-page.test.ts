import { expect, test } from 'vitest';
import { hops } from '../scenarios/push-reaches-the-page.ts';
import type { Report } from './report.ts';
import { reportPage } from './report-page.ts';

const report: Report = {
  platform: 'acme',
  model: 'platform.ts',
  cluster: 'dev',
  outcome: 'broken',
  versions: { 'kube-apiserver': 'v1.36.3', flux: 'v2.9.4' },
  digests: [{ repository: 'flux-repo', files: 3, generated: 'sha256:a', delivered: 'sha256:b' }],
  differences: [{ what: 'pods', instead: 'kwok', why: 'no containers' }],
  bringUp: [{ what: 'all', milliseconds: 43_210 }],
  scenarios: [
    {
      name: 'image-to-pods-in-seconds',
      promise: 'The loop is fast',
      ids: ['D10'],
      outcome: 'kept',
      evidence: [{ kind: 'diff', text: '-a <old>\n+a <new>' }],
      measures: [{ what: 'image pushed → pods Ready, median', milliseconds: 950 }],
      duration: 20_000,
    },
    {
      name: 'drift-is-corrected',
      promise: 'Drift goes away',
      ids: ['G4'],
      outcome: 'broken',
      reason: 'it is still there',
      evidence: [],
      measures: [],
      duration: 30_000,
    },
  ],
  memory: {
    ...{ state: 'measured', counted: 'proportional', oneCluster: 2.35e9, everything: 3.6e9 },
    processes: { 'dev/kube-apiserver': 410e6, 'dev/<etcd>': 90e6 },
  },
  controls: [],
  duration: 200_000,
};
const page = reportPage(report);

test('the page needs nothing else', () => {
  expect(page).not.toMatch(/<(script|link|img)\b|src=|https?:\/\//);
});

test('what was seen is shown as text, whatever it holds', () => {
  expect(page).toContain('+a &lt;new&gt;');
});

test('a broken promise is open and says why; a kept one is closed', () => {
  expect(page.match(/<details open>/g)).toHaveLength(1);
  expect(page).toContain('it is still there');
  expect(page).toContain('1 of 2 promises kept');
});

test('a repository that differs from what is generated is shown as such', () => {
  expect(page).toContain('>differs<');
});

test('the loop is drawn when it was measured', () => {
  expect(page).toContain('950 ms');
  expect(reportPage({ ...report, scenarios: [] })).not.toContain('The loop');
});

test('memory is shown with its limit and by process; when it is not known, the page says why', () => {
  expect(page).toContain('badge good">2.35 GB');
  expect(page).toContain('of 4.00 GB that it may need at most; 3.60 GB while several clusters ran');
  expect(page).toMatch(/<td>dev\/&lt;etcd&gt;<\/td>\s*<td class="number">90 MB<\/td>/);
  const unknown = reportPage({ ...report, memory: { state: 'unknown', why: 'ps is not there' } });
  expect(unknown).toContain('badge bad">not known');
  expect(unknown).toContain('so it may be more than 4.00 GB: ps is not there');
});

test('the first line says whatever makes it no proof, not only how many promises were kept', () => {
  const line = (changes: Partial<Report>) =>
    /<h1>.*?<\/p>/s.exec(reportPage({ ...report, scenarios: [], ...changes }))?.[0];
  expect(line({})).toContain('badge bad">delivered is not what is generated');
  expect(line({ memory: { state: 'unknown', why: 'ps is not there' } })).toContain(
    'badge bad">memory: not known',
  );
  expect(line({ digests: [] })).not.toContain('badge');
  const control = { name: 'prune is off', scenario: 'removed-is-pruned', said: 'it was kept', duration: 1 };
  const controls = [{ ...control, outcome: 'missed' as const }];
  expect(reportPage({ ...report, controls })).toContain('<pre>it was kept</pre>');
  expect(line({ controls })).toContain('badge bad">0 of 1 sabotages noticed');
  const untried = { ...control, outcome: 'skipped' as const, said: 'there is no buildah' };
  const withSkipped = line({ controls: [{ ...control, outcome: 'noticed' }, untried] });
  expect(withSkipped).toContain('badge good">1 of 1 sabotages noticed');
  expect(withSkipped).toContain('1 sabotages skipped');
});

test('what was skipped is counted apart, and says why without being open', () => {
  const skipped = {
    ...{ name: 'push-reaches-the-page', promise: 'The story', ids: ['D10'], evidence: [], measures: [] },
    ...{ outcome: 'skipped' as const, reason: 'there is no buildah', duration: 1 },
  };
  const withSkipped = reportPage({ ...report, scenarios: [...report.scenarios, skipped] });
  expect(withSkipped).toContain('1 of 2 promises kept');
  expect(withSkipped).toContain('1 skipped');
  expect(withSkipped).toContain('there is no buildah');
  expect(withSkipped.match(/<details open>/g)).toHaveLength(1);
});

test('the story is drawn when it was measured, each hop with its time', () => {
  const measures = Object.values(hops).map((what, index) => ({ what, milliseconds: 1_000 * (index + 1) }));
  const [first] = report.scenarios;
  const page = reportPage({ ...report, scenarios: [{ ...first!, name: 'push-reaches-the-page', measures }] });
  expect(page).toContain('The story');
  for (const second of [1, 2, 3, 4, 5, 6]) expect(page).toContain(`<b>${second}.00 s</b>`);
  expect(reportPage(report)).not.toContain('The story');
});
