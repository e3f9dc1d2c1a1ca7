// The same objects as a cdk8s app; `cdk8s synth` runs it. Plain JavaScript, because compiling is not what is measured.
// OBJECTS: JSON file of the objects. LAYOUT: `file-per-service` or `one-file`.
import { readFileSync } from 'node:fs';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';

/** @type {readonly { readonly path: string, readonly objects: readonly import('cdk8s').ApiObjectProps[] }[]} */
const files = JSON.parse(readFileSync(process.env['OBJECTS'] ?? '', 'utf8'));
const isOneFile = process.env['LAYOUT'] === 'one-file';

const app = new App({
  yamlOutputType: isOneFile ? YamlOutputType.FILE_PER_APP : YamlOutputType.FILE_PER_CHART,
});
const whole = isOneFile ? new Chart(app, 'all') : undefined;
let count = 0;
for (const { path, objects } of files) {
  const chart = whole ?? new Chart(app, path.replace(/\.yaml$/, '').replaceAll(/[^A-Za-z0-9-]/g, '-'));
  for (const object of objects) new ApiObject(chart, `object-${(count += 1)}`, object);
}
app.synth();
