'use server';

import { type ActionResult, toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { Ctx } from '@/lib/access/server/context';
import { createChannel } from '@/lib/alerts/server/create-channel';
import { disableChannel } from '@/lib/alerts/server/disable-channel';
import { editChannel } from '@/lib/alerts/server/edit-channel';
import { enableChannel } from '@/lib/alerts/server/enable-channel';
import { resendDelivery } from '@/lib/alerts/server/resend-delivery';
import { rotateChannelSecret } from '@/lib/alerts/server/rotate-channel-secret';
import { sendTestAlert } from '@/lib/alerts/server/send-test-alert';
import { setAlertPreference } from '@/lib/alerts/server/set-alert-preference';
import { readAlertSettings } from './data';
import type { DeliverySearch } from './search-params';

type Input<F extends (ctx: Ctx, input: never) => unknown> = Parameters<F>[1];

async function as<I, O>(call: (ctx: Ctx, input: I) => Promise<O>, input: I): Promise<ActionResult<O>> {
  return toResult(async () => call(await getCtx(), input));
}

export const readAlertSettingsAction = async (search: DeliverySearch) =>
  toResult(async () => readAlertSettings(await getCtx(), search));

export const createChannelAction = async (input: Input<typeof createChannel>) => as(createChannel, input);

export const editChannelAction = async (input: Input<typeof editChannel>) => as(editChannel, input);

export const disableChannelAction = async (input: Input<typeof disableChannel>) => as(disableChannel, input);

export const enableChannelAction = async (input: Input<typeof enableChannel>) => as(enableChannel, input);

export const rotateSecretAction = async (input: Input<typeof rotateChannelSecret>) =>
  as(rotateChannelSecret, input);

export const sendTestAction = async (input: Input<typeof sendTestAlert>) => as(sendTestAlert, input);

export const resendAction = async (input: Input<typeof resendDelivery>) => as(resendDelivery, input);

export const setPreferenceAction = async (input: Input<typeof setAlertPreference>) =>
  as(setAlertPreference, input);
