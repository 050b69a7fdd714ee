import { randomBytes } from 'node:crypto'

/** The site's wp-config.php: its own database, no calls to the outside, application passwords over plain http. */
export function siteConfig({ url, socket }: { url: string; socket: string }): string {
  const keys = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [`${name}_KEY`, `${name}_SALT`])
  const constants: Record<string, string | boolean> = {
    ...Object.fromEntries(keys.map((name) => [name, randomBytes(32).toString('hex')])),
    DB_NAME: 'wp',
    DB_USER: 'wp',
    DB_PASSWORD: 'wp',
    DB_HOST: `localhost:${socket}`,
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    WP_HOME: url,
    WP_SITEURL: url,
    // Only a "local" site offers application passwords without https.
    WP_ENVIRONMENT_TYPE: 'local',
    WP_HTTP_BLOCK_EXTERNAL: true,
    AUTOMATIC_UPDATER_DISABLED: true,
    DISABLE_WP_CRON: true,
  }
  const lines = Object.entries(constants).map(([name, value]) => `define('${name}', ${php(value)});`)
  return [
    '<?php',
    ...lines,
    "$table_prefix = 'wp_';",
    "defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');",
    "require_once ABSPATH . 'wp-settings.php';",
    '',
  ].join('\n')
}

const php = (value: string | boolean): string => (typeof value === 'string' ? `'${value}'` : String(value))

/** A must-use plugin: the site believes that it sent its mail. */
export const neverMails = `<?php add_filter('pre_wp_mail', '__return_true');\n`
