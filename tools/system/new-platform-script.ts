const options = { name: 'acme', account: '444455556666', region: 'eu-west-1' } as const;

/** For `node --eval`: writes the files of a team's new repository into the current folder. */
export const newPlatformScript = `const { PlatformMonorepo } = require('@tideway/projen'); new PlatformMonorepo(${JSON.stringify(options)}).synth();`;
