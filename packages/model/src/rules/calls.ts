import type { ServiceRule } from './draft.ts';
import { exists } from './draft.ts';
import { environmentExists, unknownEnvironment } from './references.ts';

/** The environments that a service differs in and the services that it calls must exist. */
export const calls: ServiceRule = (draft, { path, tenant, service }, report) => {
  const written = draft.parsed.tenants[tenant.name]?.services[service.name]?.environments;
  for (const environment in written) {
    if (environmentExists(draft, environment)) continue;
    report([...path, 'environments', environment], unknownEnvironment(draft, environment));
  }
  for (const [index, other] of service.calls.entries()) {
    if (other === service.name) report([...path, 'calls', index], 'a service need not call itself');
    if (tenant.services[other] || exists(draft, other, 'tenants', tenant.name, 'services')) continue;
    report([...path, 'calls', index], `unknown service ${other} in tenant ${tenant.name}`);
  }
};
