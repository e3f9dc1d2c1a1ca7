import type { Problem } from '../problem.ts';
import { formatPath } from '../problem.ts';
import { clusters } from './clusters.ts';
import { controllers } from './controllers.ts';
import { derivedNames } from './derived-names.ts';
import type { Draft, Rule } from './draft.ts';
import { environments } from './environments.ts';
import { images } from './images.ts';
import { namespaces } from './namespaces.ts';
import { placedServices } from './placed-services.ts';
import { ports } from './ports.ts';
import { quota } from './quota.ts';
import { references } from './references.ts';
import { repositories } from './repositories.ts';
import { resources } from './resources.ts';
import { secrets } from './secrets.ts';
import { security } from './security.ts';
import { volumes } from './volumes.ts';

const RULES: readonly Rule[] = [
  references,
  environments,
  clusters,
  controllers,
  namespaces,
  repositories,
  images,
  derivedNames,
  ports,
  volumes,
  security,
  secrets,
  resources,
  quota,
];

/** Every problem across fields, in the order of the rules. */
export function problemsOf(written: Omit<Draft, 'services'>): readonly Problem[] {
  const draft = { ...written, services: placedServices(written.platform) };
  const problems: Problem[] = [];
  for (const rule of RULES)
    rule(draft, (path, message) => problems.push({ path: formatPath(path), message }));
  return problems;
}
