import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { LocalAwsTarget } from '../aws/target.ts';
import type { Caller, KeyRing } from '../credentials/caller.ts';
import type { SignatureProblem } from '../signature/request-signature.ts';
import { checkRequest } from '../signature/request-signature.ts';
import { assumeRole } from './assume-role.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { StsError } from './sts-error.ts';
import type { Xml } from './xml.ts';
import { errorXml, responseXml } from './xml.ts';

/** What STS needs. */
export interface StsApiOptions {
  readonly ring: KeyRing;
  /** Region that signatures are for. */
  readonly region: string;
  /** Accounts whose roles can be assumed. */
  readonly targets: readonly LocalAwsTarget[];
  readonly onTrouble: (action: string, error: unknown) => void;
}

/** What an action works with. */
export interface StsContext extends StsApiOptions {
  readonly caller: Caller;
}

/** One action of STS: from its parameters to the content of its result. */
export type StsAction = (parameters: URLSearchParams, context: StsContext) => Xml;

const ACTIONS: Readonly<Record<string, StsAction>> = {
  AssumeRole: assumeRole,
  GetCallerIdentity: getCallerIdentity,
};
const PROBLEMS: Readonly<Record<SignatureProblem['kind'], string>> = {
  missing: 'MissingAuthenticationToken',
  incomplete: 'IncompleteSignature',
  'unknown-key': 'InvalidClientTokenId',
  'expired-session': 'ExpiredToken',
  mismatch: 'SignatureDoesNotMatch',
};

/** STS in one region: the AWS Query protocol (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html). */
export function stsApi(options: StsApiOptions): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: 1024 * 1024 }));
  app.post('/', async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const parameters = new URLSearchParams(Buffer.from(body).toString());
    const action = parameters.get('Action') ?? '';
    try {
      const caller = checkRequest(options.ring, {
        method: 'POST',
        url: new URL(c.req.url),
        headers: c.req.raw.headers,
        body,
        region: options.region,
        service: 'sts',
      });
      if ('kind' in caller) throw new StsError(PROBLEMS[caller.kind], caller.message, 403);
      const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
      if (!run) throw unknown(action);
      return await answer(c, 200, responseXml(action, run(parameters, { ...options, caller })));
    } catch (error) {
      if (!(error instanceof StsError)) options.onTrouble(action, error);
      const known = error instanceof StsError ? error : new StsError('InternalFailure', String(error), 500);
      return await answer(c, known.status, errorXml(known.code, known.message));
    }
  });
  app.notFound(async (c) => {
    const { code, message } = unknown(`${c.req.method} ${c.req.path}`);
    return await answer(c, 400, errorXml(code, message));
  });
  return app;
}

function unknown(action: string): StsError {
  return new StsError(
    'InvalidAction',
    `Local AWS does not offer "${action}" of STS. It offers ${Object.keys(ACTIONS).join(', ')}.`,
  );
}

async function answer(c: Context, status: StsError['status'] | 200, xml: Xml): Promise<Response> {
  return c.body(String(await xml), status, { 'content-type': 'text/xml' });
}
