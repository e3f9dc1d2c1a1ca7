import { expect, test } from 'vitest';
import { controllerFlags } from './controller-flags.ts';

const addresses = {
  metrics: '127.0.0.1:1',
  health: '127.0.0.1:2',
  storage: '/folder',
  artifacts: '127.0.0.1:3',
  events: '127.0.0.1:4',
  receivers: '127.0.0.1:5',
};

test('what locks a controller down and what the model patched stays; only addresses change', () => {
  const live = [
    '--events-addr=http://notification-controller.$(RUNTIME_NAMESPACE).svc.cluster.local./',
    '--watch-all-namespaces=true',
    '--log-level=info',
    '--enable-leader-election',
    '--storage-path=/data',
    '--storage-adv-addr=source-controller.$(RUNTIME_NAMESPACE).svc.cluster.local.',
    '--no-cross-namespace-refs=true',
    '--feature-gates=CancelHealthCheckOnNewRevision=true',
  ];
  expect(controllerFlags('source-controller', live, addresses)).toEqual([
    '--events-addr=http://127.0.0.1:4/',
    '--watch-all-namespaces=true',
    '--log-level=info',
    '--storage-path=/folder',
    '--storage-adv-addr=127.0.0.1:3',
    '--no-cross-namespace-refs=true',
    '--feature-gates=CancelHealthCheckOnNewRevision=true',
    '--metrics-addr=127.0.0.1:1',
    '--health-addr=127.0.0.1:2',
    '--storage-addr=127.0.0.1:3',
  ]);
});

test('notification-controller listens where the others send', () => {
  const flags = controllerFlags('notification-controller', ['--log-level=info'], addresses);
  expect(flags).toContain('--events-addr=127.0.0.1:4');
  expect(flags).toContain('--receiverAddr=127.0.0.1:5');
});

test('image-reflector-controller keeps its tags in its own folder', () => {
  const flags = controllerFlags('image-reflector-controller', ['--log-level=info'], addresses);
  expect(flags).toContain('--storage-path=/folder');
});
