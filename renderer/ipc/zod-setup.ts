import { z } from 'zod';

// Imported before anything that makes a schema: our policy forbids eval, and zod must not even probe for it.
z.config({ jitless: true });
