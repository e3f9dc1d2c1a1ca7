import { pinned, service } from '@tideway/model';
import { goKit } from './go-kit.ts';

/** Authorises every amount up to 105. */
export const payment = service({
  ...goKit,
  image: pinned('weaveworksdemos/payment:0.4.3'),
  resources: { requests: { cpu: '99m', memory: '100Mi' }, limits: { cpu: '200m', memory: '200Mi' } },
});
