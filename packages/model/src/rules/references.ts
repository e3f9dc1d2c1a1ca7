import type { Rule } from './draft.ts';
import { known, namesAt, problem } from './draft.ts';

/** Environments, controllers and services that others name must exist. */
export const references: Rule = function* (draft) {
  const { parsed } = draft;
  const environments = namesAt(draft, 'environments');
  const controllers = namesAt(draft, 'controllers');
  const unknownEnvironment = (name: string): string => `unknown environment ${name}; ${known(environments)}`;

  for (const [name, { promotesFrom }] of Object.entries(parsed.environments)) {
    if (promotesFrom !== undefined && !environments.has(promotesFrom)) {
      yield problem(['environments', name, 'promotesFrom'], unknownEnvironment(promotesFrom));
    }
  }
  for (const [name, { environment }] of Object.entries(parsed.clusters)) {
    if (!environments.has(environment))
      yield problem(['clusters', name, 'environment'], unknownEnvironment(environment));
  }
  for (const [name, controller] of Object.entries(parsed.controllers)) {
    for (const environment of Object.keys(controller.environments)) {
      if (environments.has(environment)) continue;
      yield problem(['controllers', name, 'environments', environment], unknownEnvironment(environment));
    }
    for (const [index, other] of controller.dependsOn.entries()) {
      if (controllers.has(other)) continue;
      yield problem(
        ['controllers', name, 'dependsOn', index],
        `unknown controller ${other}; ${known(controllers)}`,
      );
    }
  }
  for (const [tenant, { services }] of Object.entries(parsed.tenants)) {
    const names = namesAt(draft, 'tenants', tenant, 'services');
    for (const [service, { calls, environments: differences }] of Object.entries(services)) {
      const path = ['tenants', tenant, 'services', service];
      for (const environment of Object.keys(differences)) {
        if (environments.has(environment)) continue;
        yield problem([...path, 'environments', environment], unknownEnvironment(environment));
      }
      for (const [index, other] of calls.entries()) {
        if (other === service) yield problem([...path, 'calls', index], 'a service need not call itself');
        else if (!names.has(other))
          yield problem([...path, 'calls', index], `unknown service ${other} in tenant ${tenant}`);
      }
    }
  }
};
