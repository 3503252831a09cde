import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { routingPolicies } from '@/db/schema';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import type { GatewayConfig, GatewayPolicy } from '../gateways/gateway-policy';
import { plainJson } from '../gateways/json';
import { litellmConfig } from '../gateways/litellm';
import { portkeyConfig } from '../gateways/portkey';
import { bodyOf, publishedVersion, teamOfPolicy } from './policy-rows';
import { loadRouteCatalogue } from './route-catalogue';

export interface GatewayConfigs {
  version: number;
  litellm: GatewayConfig;
  portkey: GatewayConfig;
  json: GatewayConfig;
}

/** The version in force as configurations of gateways; null where none is. They hold no secrets. */
export const gatewayConfigs = question({
  name: 'gatewayConfigs',
  permission: 'routing.read',
  input: z.object({ policyId: idText }),
  team: (db, { policyId }) => teamOfPolicy(db, policyId),
  run: async ({ db, input }): Promise<GatewayConfigs | null> => {
    const [row] = await db.select().from(routingPolicies).where(eq(routingPolicies.id, input.policyId));
    if (!row) throw notFound('There is no such policy.');
    const inForce = await publishedVersion(db, row.id);
    if (!inForce) return null;
    const catalogue = await loadRouteCatalogue(db);
    const policy: GatewayPolicy = {
      ...{ id: row.id.toString(), name: row.name, version: inForce.version, body: bodyOf(inForce) },
      find(ref) {
        const found = catalogue.find(ref);
        return found && { provider: found.provider, model: found.model };
      },
    };
    return {
      version: inForce.version,
      litellm: litellmConfig(policy),
      portkey: portkeyConfig(policy),
      json: plainJson(policy),
    };
  },
});
