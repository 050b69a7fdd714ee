/** What the team says often, with the gaps that are filled for each conversation. */
export const savedReplies: readonly { name: string; texts: { es: string; en: string } }[] = [
  {
    name: 'Paquete en camino',
    texts: {
      es: 'Hola, {nombre}. Lo he mirado: tu caja salió de aquí y está en reparto. Si mañana no la tienes, te mando otra sin esperar a que aparezca la primera.',
      en: 'Hi {name}. I have looked it up: your box has left us and is out for delivery. If it is not with you tomorrow, I will send another without waiting for the first to turn up.',
    },
  },
  {
    name: 'Molienda equivocada',
    texts: {
      es: 'Nos equivocamos nosotros, {nombre}, lo siento. Te sale hoy otra bolsa como la pediste; la que te llegó es tuya, no hace falta devolverla.',
      en: 'That was our mistake, {name}, and I am sorry. Another bag leaves today, ground as you asked; keep the first one.',
    },
  },
  {
    name: 'Receta básica',
    texts: {
      es: 'Empieza por dieciséis gramos y doscientos cincuenta de agua a noventa y tres grados, {nombre}. Cambia una sola cosa cada vez y cuéntame.',
      en: 'Start with sixteen grams and two hundred and fifty of water at ninety-three degrees, {name}. Change one thing at a time and tell me.',
    },
  },
  {
    name: 'Horario de las tiendas',
    texts: {
      es: 'De lunes a sábado de 8 a 20 y los domingos de 9 a 14, {nombre}. Te esperamos.',
      en: 'Monday to Saturday 8 to 20, Sundays 9 to 14, {name}. See you soon.',
    },
  },
  {
    name: 'Lote 2291',
    texts: {
      es: '{nombre}, no tomes esa bolsa, por favor. El lote 2291 lleva cafeína por un error nuestro, y lo siento. Te devolvemos el dinero hoy, con o sin ticket, y recogemos la bolsa donde digas.',
      en: '{name}, please do not drink that bag. Batch 2291 holds caffeine through a mistake of ours, and I am sorry. We refund you today, receipt or not, and collect the bag wherever you like.',
    },
  },
  {
    name: 'Cobro repetido',
    texts: {
      es: 'Sobra uno, {nombre}, y ya está devuelto: tu banco tarda de dos a cuatro días. Perdona: con el dinero no se juega.',
      en: 'One of them should not be there, {name}, and it is refunded: your bank takes two to four days. I am sorry.',
    },
  },
]
