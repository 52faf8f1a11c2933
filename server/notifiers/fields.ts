import { z } from 'zod';

/** Where a service is: those that can be run by oneself, or have several regions, let it be changed. */
export const server = (known: string, about: string) =>
  z
    .url({ protocol: /^https?$/, error: 'not an address of the web, such as https://chat.example' })
    .overwrite((url) => url.replace(/\/+$/, ''))
    .default(known)
    .describe(about);
