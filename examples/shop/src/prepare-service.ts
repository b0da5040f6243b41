import type { RestClient } from '@expressplay-binding/rest-client';
import { customers, filmKeys, films, policies } from './catalogue.ts';

/** Tells the service what the shop sells, by which rules, and puts the customers on the first of them. */
export async function prepareService(api: RestClient): Promise<void> {
  for (const { contentId, kid, key, iv } of filmKeys) {
    const { title } = films.find(film => film.contentId === contentId) ?? {};
    await api.saveContent({
      contentId,
      kid,
      key: { kind: 'clear', value: key },
      iv,
      ...(title && { title })
    });
  }
  for (const [policyName, rules] of Object.entries(policies)) await api.savePolicy({ policyName, ...rules });
  for (const accountId of customers) {
    const { policy } = await api.readAccount({ accountId });
    if (policy.name in policies) continue;
    await api.setAccountPolicy({ accountId, policy: 'shop-one-device', reason: 'The shop starts with it' });
  }
}
