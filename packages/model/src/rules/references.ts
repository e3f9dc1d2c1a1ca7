import type { Path } from '../problem.ts';
import type { Draft, Report, Rule } from './draft.ts';
import { known, namesAt } from './draft.ts';

/** Environments, controllers and services that others name must exist. */
export const references: Rule = (draft, report) => {
  const environments = namesAt(draft, 'environments');
  const checkEnvironment = (name: string, path: Path): void => {
    if (!environments.has(name)) report(path, `unknown environment ${name}; ${known(environments)}`);
  };
  for (const [name, { promotesFrom }] of Object.entries(draft.parsed.environments)) {
    if (promotesFrom !== undefined) checkEnvironment(promotesFrom, ['environments', name, 'promotesFrom']);
  }
  for (const [name, { environment }] of Object.entries(draft.parsed.clusters)) {
    checkEnvironment(environment, ['clusters', name, 'environment']);
  }
  for (const [name, controller] of Object.entries(draft.parsed.controllers)) {
    for (const environment of Object.keys(controller.environments)) {
      checkEnvironment(environment, ['controllers', name, 'environments', environment]);
    }
    checkDependencies(draft, name, report);
  }
  for (const { path, tenant, service } of draft.services) {
    const written = draft.parsed.tenants[tenant.name]?.services[service.name];
    for (const environment in written?.environments) {
      checkEnvironment(environment, [...path, 'environments', environment]);
    }
  }
  checkCalls(draft, report);
};

function checkDependencies(draft: Draft, name: string, report: Report): void {
  const controllers = namesAt(draft, 'controllers');
  for (const [index, other] of (draft.parsed.controllers[name]?.dependsOn ?? []).entries()) {
    if (controllers.has(other)) continue;
    report(['controllers', name, 'dependsOn', index], `unknown controller ${other}; ${known(controllers)}`);
  }
}

function checkCalls(draft: Draft, report: Report): void {
  for (const { path, tenant, service } of draft.services) {
    for (const [index, other] of service.calls.entries()) {
      if (other === service.name) report([...path, 'calls', index], 'a service need not call itself');
      if (tenant.services[other] || namesAt(draft, 'tenants', tenant.name, 'services').has(other)) continue;
      report([...path, 'calls', index], `unknown service ${other} in tenant ${tenant.name}`);
    }
  }
}
