/** How a command of docker is carried out by buildah. */
export type Translation =
  | { readonly kind: 'run'; readonly arguments: readonly string[] }
  | { readonly kind: 'version' }
  | { readonly kind: 'inspect'; readonly images: readonly string[] }
  | { readonly kind: 'refuse'; readonly message: string };

// Those of BuildKit that say how it reports, not what it makes.
const REPORTING = /^--(progress|provenance|sbom)(=|$)/;

/**
 * The same in buildah's words. Its own options are those of docker for all that is offered here, so they are handed on
 * as they are, and it says itself what it does not know.
 */
export function translate(words: readonly string[]): Translation {
  const [first = '', second = ''] = words;
  const isGrouped = ['image', 'buildx'].includes(first);
  const verb = isGrouped ? second : first;
  const rest = words.slice(isGrouped ? 2 : 1);
  switch (verb) {
    case 'version':
    case '--version':
    case '-v':
    case 'info':
      return { kind: 'version' };
    case 'build':
      // A build here is a user's process, not a daemon's: it can make no container but by changing its root.
      return run(
        'build',
        '--isolation',
        'chroot',
        '--format',
        'docker',
        ...rest.filter((word) => !REPORTING.test(word)),
      );
    case 'tag':
    case 'pull':
    case 'login':
    case 'logout':
      return run(verb, ...rest);
    case 'push':
      return run('push', ...rest);
    case 'images':
    case 'ls':
      return run('images', ...rest);
    case 'rmi':
    case 'rm':
      return run('rmi', ...rest);
    case 'inspect': {
      const options = rest.filter((word) => word.startsWith('-'));
      if (options.length > 0)
        return refuse(`docker inspect ${options.join(' ')}: only whole documents are printed; use jq`);
      return { kind: 'inspect', images: rest };
    }
    default:
      return refuse(`docker ${words.join(' ')}: not offered in a build on this machine`);
  }
}

function run(...words: readonly string[]): Translation {
  return { kind: 'run', arguments: words };
}

function refuse(message: string): Translation {
  return {
    kind: 'refuse',
    message: `${message}. Offered are build, tag, push, pull, login, logout, images, rmi, inspect and version.`,
  };
}
