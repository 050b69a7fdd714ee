/** What the sample takes from the environment. Nothing that leads anywhere: no mail server, database, bucket or provider. */
const ours = ['PORT', 'HOST', 'LOG_LEVEL', 'PUBLIC_URL', 'TRUST_PROXY']
const theirs = /^(TERTULIA_|DATABASE_|SMTP_|OIDC_|S3_|FILES_|METRICS_|ROLE$)/

/** Leaves of the environment only what the sample may know; its data is in a folder of its own. */
export function onlyOurSettings(env: Record<string, string | undefined>): void {
  const folder = env.TERTULIA_DEMO_DATA || './demo-data'
  for (const name of Object.keys(env)) if (theirs.test(name) && !ours.includes(name)) delete env[name]
  env.TERTULIA_DATA = folder
}
