import { localDateOf, type LocalDate } from '@taizhang/kernel';

/** Today where the deployments of these tests are, by the machine's clock. */
export function today(): LocalDate {
  return localDateOf(new Date().toISOString(), 'Asia/Shanghai');
}
