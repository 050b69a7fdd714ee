import { dictionary } from '../lib/words.ts'

/** The doors: setting up, signing in, invitations. */
export const doorWords = dictionary({
  en: {
    // Set-up
    'access.set-up': 'Welcome to Tertulia',
    'access.set-up-intro': 'A few questions, once. Everything can be changed later.',
    'access.language': 'Language',
    'access.time-zone': 'Time zone',
    'access.organisation': 'Organisation',
    'access.organisation-help': 'As your customers call it.',
    'access.address': 'Public address',
    'access.address-help': 'Where your team opens Tertulia. Links, sign-in and networks that call back depend on it.',
    'access.address-fixed': 'Set by PUBLIC_URL, where Tertulia is started.',
    'access.address-passkeys':
      'If the name in the address changes, the passkeys of {holders, plural, one {one person} other {# people}} stop working: they were made for {host}. Whoever has no password then needs “tertulia user reset”.',
    'access.address-insecure-known': 'I know that this address is not encrypted',
    'access.your-name': 'Your name',
    'access.email': 'E-mail',
    'access.password': 'Password',
    'access.password-help': 'At least 10 characters.',
    'access.set-up-do': 'Begin',
    'access.set-up-done-title': 'The set-up is done',

    // Signing in
    'access.sign-in': 'Sign in',
    'access.sign-in-provider': 'Sign in with {provider}',
    'access.sign-in-or': 'or',
    'access.sign-in-passkey': 'Sign in with a passkey',
    'access.sign-in-lost': 'Forgot your password? An owner can run “tertulia user reset” and give you a link.',
    'access.second-step': 'One more step',
    'access.second-step-intro': 'Open your authenticator app and write the code it shows for Tertulia.',
    'access.code': 'Code',
    'access.code-help': 'Six digits, or one of your backup codes.',
    'access.go-on': 'Go on',
    'access.other-account': 'Sign in as somebody else',

    // Invitation, way back in
    'access.join': 'Join {organisation}',
    'access.join-intro': 'You are invited as {role}. Choose how you are called, and a password.',
    'access.join-do': 'Join',
    'access.join-provider': 'Or come in with your organisation’s account, if it has the address {email}.',
    'access.new-password': 'New password',
    'access.new-password-intro': 'Choose a new password for {email}. You will be signed out everywhere else.',
    'access.new-password-do': 'Keep the password',
  },
  es: {
    // Puesta en marcha
    'access.set-up': 'Te damos la bienvenida a Tertulia',
    'access.set-up-intro': 'Unas preguntas, una sola vez. Todo se puede cambiar después.',
    'access.language': 'Idioma',
    'access.time-zone': 'Zona horaria',
    'access.organisation': 'Organización',
    'access.organisation-help': 'Como la llaman tus clientes.',
    'access.address': 'Dirección pública',
    'access.address-help':
      'Donde tu equipo abre Tertulia. De ella dependen los enlaces, la entrada y las redes que nos llaman.',
    'access.address-fixed': 'La fija PUBLIC_URL, donde se arranca Tertulia.',
    'access.address-passkeys':
      'Si cambia el nombre de la dirección, dejan de servir las claves de acceso de {holders, plural, one {una persona} other {# personas}}: se crearon para {host}. Quien no tenga contraseña necesitará entonces «tertulia user reset».',
    'access.address-insecure-known': 'Sé que esta dirección no va cifrada',
    'access.your-name': 'Tu nombre',
    'access.email': 'Correo',
    'access.password': 'Contraseña',
    'access.password-help': 'Al menos 10 caracteres.',
    'access.set-up-do': 'Empezar',
    'access.set-up-done-title': 'La puesta en marcha está hecha',

    // Entrar
    'access.sign-in': 'Entrar',
    'access.sign-in-provider': 'Entrar con {provider}',
    'access.sign-in-or': 'o',
    'access.sign-in-passkey': 'Entrar con una clave de acceso',
    'access.sign-in-lost':
      '¿Olvidaste la contraseña? Una persona titular puede ejecutar «tertulia user reset» y darte un enlace.',
    'access.second-step': 'Un paso más',
    'access.second-step-intro': 'Abre tu aplicación de códigos y escribe el que muestra para Tertulia.',
    'access.code': 'Código',
    'access.code-help': 'Seis cifras, o uno de tus códigos de reserva.',
    'access.go-on': 'Seguir',
    'access.other-account': 'Entrar como otra persona',

    // Invitación, vuelta a entrar
    'access.join': 'Únete a {organisation}',
    'access.join-intro': 'Te invitan como {role}. Elige cómo te llamas y una contraseña.',
    'access.join-do': 'Unirme',
    'access.join-provider': 'O entra con la cuenta de tu organización, si tiene la dirección {email}.',
    'access.new-password': 'Contraseña nueva',
    'access.new-password-intro':
      'Elige una contraseña nueva para {email}. Se cerrarán tus sesiones en todos los demás sitios.',
    'access.new-password-do': 'Guardar la contraseña',
  },
})
