/** Words that Spanish patterns name together. */
export const esClasses = {
  num: 'un una uno dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien mil varios varias tantos tantas muchos muchas algunos algunas pocos pocas n',
  nth: 'segunda segundo tercera tercer tercero cuarta cuarto quinta quinto sexta sexto septima octava decima enesima enesimo',
  hour: 'hora horas horitas hrs hs h minuto minutos minutitos min mins rato ratito segundos',
  period: 'dia dias semana semanas mes meses año años quincena quincenas noches',
  weekday: 'lunes martes miercoles jueves viernes sabado domingo',
  part: 'mañana tarde noche madrugada mediodia medianoche',
  kin: 'hijo hija hijos hijas hijo hijita hijito mama papa madre padre abuela abuelo abuelita abuelito suegra suegro esposa esposo marido mujer hermana hermano tia tio nieta nieto sobrina sobrino familia niño niña niños niñas bebe bb nene nena nenes guagua guaguas chamo chama chamos guagüita familiar paciente vieja viejo viejita viejito ma pa mami papi',
  help: 'ayudar ayudarme ayudarnos ayuda apoyar apoyarme orientar orientarme informar informarme informarnos decir decirme decirnos explicar explicarme confirmar confirmarme mandar mandarme enviar enviarme pasar pasarme facilitar facilitarme indicar indicarme recomendar recomendarme atender atenderme responder responderme contestar contestarme revisar revisarme solucionar solucionarme resolver resolverme gestionar cambiar cambiarme devolver devolverme reembolsar llamar llamarme contactar contactarme dar darme regalar regalarme colaborar asesorar asesorarme aclarar aclararme hacer hacerme agendar agendarme reenviar reenviarme avisar avisarme compartir compartirme mirar ver verificar activar activarme cancelar cancelarme anular modificar corregir quitar quitarme reponer enseñar actualizar apartar apartarme guardar guardarme reservar reservarme agregar anotar anotarme tramitar localizar arreglar arreglarme bloquear bloquearme desbloquear desbloquearme cerrar abrir abrirme mostrar tomar',
  wh: 'que quien quienes cual cuales cuando cuanto cuanta cuantos cuantas donde adonde como',
  us: 'me nos le les',
  buy: 'comprar comprarme comprarlo comprarla comprarlos comprarles comprarle reservar reservarme contratar contratarlo contratarla adquirir adquirirlo pedir encargar encargarles encargarle llevarme llevarlo llevarla llevarnos apuntarme apuntarnos inscribirme inscribir anotarme suscribirme suscribirnos pedirles pedirle ordenar agendar apartar apartarme cotizar renovar ampliar pasarme abonarme darme matricularme matricular alquilar rentar arrendar cambiarme agregar sumar',
  product:
    'mesa cita turno habitacion entrada entradas boleto boletos boleta boletas pasaje pasajes plan abono curso par pares talla torta pastel caja cajas kilo kilos docena unidad unidades paquete ejemplar ejemplares cupo lugar lugares plaza plazas clase clases seguro seguros linea licencia licencias suscripcion cuenta tarjeta credito prestamo noche noches',
}
