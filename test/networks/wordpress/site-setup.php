<?php
// Installs a fresh site and prints, as JSON, an application password for each of its people.
// Called as: php site-setup.php <folder of WordPress>
define('WP_INSTALLING', true);
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('La prueba', 'rosa', 'rosa@blog.invalid', true, '', wp_generate_password());

$options = [
    'permalink_structure' => '/%year%/%postname%/',
    'comment_moderation' => 0,           // what lucas says stands at once
    'comment_previously_approved' => 0,
    'comment_registration' => 0,         // people without an account may comment too
    'require_name_email' => 1,
    'timezone_string' => 'Europe/Madrid', // so that local time and GMT are never the same by luck
];
foreach ($options as $name => $value) {
    update_option($name, $value);
}
$GLOBALS['wp_rewrite']->init();
$GLOBALS['wp_rewrite']->flush_rules(true);

$people = ['rosa' => 'administrator', 'marta' => 'editor', 'pedro' => 'author', 'lucas' => 'subscriber', 'ana' => 'subscriber'];
$made = [];
foreach ($people as $login => $role) {
    $user = get_user_by('login', $login);
    $id = $user ? $user->ID : wp_insert_user([
        'user_login' => $login,
        'user_pass' => wp_generate_password(),
        'user_email' => "$login@blog.invalid",
        'display_name' => ucfirst($login),
        'role' => $role,
    ]);
    [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'Tertulia']);
    $made[] = ['name' => $login, 'id' => $id, 'role' => $role, 'applicationPassword' => WP_Application_Passwords::chunk_password($password)];
}
echo json_encode($made);
