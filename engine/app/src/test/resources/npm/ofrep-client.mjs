// SPDX-License-Identifier: Apache-2.0
// Reads flags as an application does: OpenFeature's SDK for servers with its OFREP provider. One line of JSON per flag.
// node ofrep-client.mjs <base address> <bearer token> <flag>=<default> …
import {OpenFeature} from '@openfeature/server-sdk';
import {OFREPProvider} from '@openfeature/ofrep-provider';

const [, , baseUrl, token, ...asked] = process.argv;
await OpenFeature.setProviderAndWait(
    new OFREPProvider({baseUrl, headersFactory: () => [['Authorization', `Bearer ${token}`]]}));
const client = OpenFeature.getClient();
for (const one of asked) {
    const [flag, otherwise] = one.split('=');
    const {value, reason, variant, errorCode} = await client.getStringDetails(flag, otherwise, {targetingKey: 'app'});
    console.log(JSON.stringify({flag, value, reason, variant, errorCode}));
}
await OpenFeature.close();
