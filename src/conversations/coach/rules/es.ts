import { spanishPatterns } from './es-patterns.ts'
import { spanishRemarks } from './es-remarks.ts'
import { spanishTogether } from './es-together.ts'
import type { Tables } from './rules.ts'

export const spanish: Tables = {
  classes: {
    department: `departamento departamentos almacen logistica facturacion contabilidad transportista transportistas mensajeria
      mensajero repartidor repartidores paqueteria correos proveedor proveedores fabricante fabrica informatica sistemas
      comercial comerciales ventas marketing administracion taller tienda sucursal franquicia franquiciado central operador
      distribuidor distribuidora subcontrata banco pasarela tecnico tecnicos tecnica instalador instaladores cocina recepcion
      reservas turno_anterior turno call_center centralita seguridad limpieza mantenimiento oficina delegacion calidad compras
      produccion recambios devoluciones reparto aerolinea agencia plataforma companeros companero companera
      companeras equipo_de empresa_de compania_de servicio_de gente_de chicos_de chico_de personal_de seguros aseguradora atencion_al_cliente
      soporte redes conductor chofer cartero encargado encargada dependiente dependienta cajero cajera becario camareros
      camarero gestoria notaria aduana aduanas ayuntamiento web_externa suministrador imprenta`,
    failed: `equivoco equivocaron equivocado fallo fallaron fallado olvido olvidaron olvidado perdio perdieron perdido
      traspapelo traspapelaron retraso retrasaron retrasado confundio confundieron confundido aviso avisaron avisado
      mando mandaron envio enviaron preparo prepararon gestiono gestionaron hizo hicieron hecho dio dieron paso pasaron
      tramito tramitaron metio metieron lio liaron liado entero enteraron rompio rompieron apunto apuntaron
      empaqueto empaquetaron tardo tardaron cumplio cumplieron registro registraron cerro cerraron anoto anotaron
      contesto contestaron actualizo actualizaron revisaron reviso comunico comunicaron informo informaron`,
    datum: `dni nif nie telefono movil correo email mail e-mail direccion domicilio tarjeta iban cuenta contrasena clave pin cvv
      nacimiento pasaporte apellidos apellido matricula poliza numero_de_cliente numero_de_socio codigo_postal datos
      whatsapp localizador numero_de_cuenta numero_de_contrato usuario nombre_completo nombre_y_apellidos
      numero_de_pedido codigo_de_cliente seguridad_social expediente historial documento documentacion calle piso nomina edad diagnostico receta sueldo numero_de_reserva numero_de_factura numero_de_socio numero_de_abonado
      numero_de_tarjeta celu cel celular cbu cuil cuit rfc curp cedula titular seguro_social carne_de_identidad carne_de_conducir
      carne_de_socio carne_de_familia carne_de_estudiante su_nombre tu_nombre nombre_del nombre_de_tu nombre_de_su nombre_de_la nombre_y
      apellidos_del enfermedad sintomas medicacion numero_de_habitacion numero_de_telefono numero_de_serie imei ubicacion carnet pasaportes`,
  },
  patterns: { ...spanishPatterns, ...spanishRemarks, ...spanishTogether },
  empty: `a al algo alguien alguna alguno ante antes aqui asi aun aunque bien cada casi como con contra cual cuales cuando cuanto
    cuanta cuantas cuantos de del desde donde dos el ella ellas ellos en entre era eran es esa esas ese eso esos esta estan estar estas
    este esto estos fue fueron ha haber habeis hacer hace hacen haceis han has hasta hay haya he hemos hola la las le les lo los mas me mi mis mucha
    mucho muy nada ni no nos nosotros nuestra nuestro o os otra otro para pero poco podeis podria podrias pode puede puedo pueden podemos por porque
    pues que quien quienes quiero quisiera se sea ser si sin sobre solo son soy su sus tal tambien tan tanto te tendria teneis tener tengo tiene tienen ti
    todo todos tu tus un una uno unas unos usted ustedes va vais van vuestra vuestro y ya yo dias buenas buenos tardes noches gracias
    favor saludos saber alguna decir decirme vosotros hoy ahora sigue tenia tenemos esta queria gustaria vale ok eh oye mira`,
  vague: `inconveniente inconvenientes molestia molestias causado causada causadas causados ocasionado ocasionada ocasionadas ocasionados
    ocurrido sucedido pasado situacion experiencia problema problemas incidencia incidencias trastorno trastornos malestar contratiempo
    contratiempos perjuicio perjuicios cualquier posible posibles todo todas todos mucho muchisimo verdad sinceramente sinceras corazon
    sentimos siento lamento lamentamos disculpa disculpas disculpe disculpen perdon perdona perdone pedimos pido pedirte pedirle haya
    hayan podido haberte haberle generado generada generadas producido vivido quiero queremos nuestras nuestra mas profundamente enormemente
    te le os ello esto eso leer leerte oir oirlo escuchar saber saberlo mensaje comentario comentarios poder pueda puedan provocado provocadas
    ocasionar causar generar provocar mala malo buena tenido disfrutado esperabas esperaba expectativas cumplido satisfecho satisfecha insatisfaccion disgusto agrado malestar enfado frustracion sentimos provocados surgido surgidos acontecido tema asunto inconveniencia incomodidad incomodidades ofrecemos acepta acepte rogamos ruego nombre
    empresa hayamos podido causarte ocasionarte causarle ocasionarle percance trance suceso parte sido caso realmente muchas mil hecho tanto`,
  initials: `IVA DNI NIF NIE IBAN PDF USB SMS GPS SIM TV PC QR WIFI ADSL HDMI LED CD DVD URL ID FAQ SEPA ITV IRPF TPV CVV PIN PUK NFC RGPD
    COVID AVE RENFE IKEA BBVA DHL GLS SEUR MRW UPS AEAT ISBN JPG PNG VIP HTML API ONG UE EEUU USA CEO CRM BIC SWIFT XL XXL XS DM MD PD PS OK
    AM PM UTC RAM SSD CPU IP VPN MAC UCI ETA ISO RAE VISA ESO MP3 4G 5G 3G PVP CP NIF CIF SL SA BOE IMEI PNR APK CAP ASAP`,
  shouted: `no ya si nunca nada siempre todo todos toda todas hoy ahora urgente gratis por favor usted tu mal jamas bien mejor peor mas menos muy
    mucho muchas muchos tanto poco tarde pronto antes luego despues mañana ayer lunes martes miercoles jueves viernes sabado domingo dia dias
    semana semanas mes meses hora horas minuto minutos año años enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
    diciembre solo sola unico unica ultimo ultima ultimas ultimos primero primera segundo nuevo nueva otra otro mismo misma igual aqui alli arriba
    abajo dentro fuera cerca lejos cada nadie alguien algo cero uno dos tres cuatro cinco seis siete ocho nueve diez gracias hola adios perdon
    disculpa disculpas feliz enhorabuena felicidades bienvenido bienvenida oferta ofertas rebajas descuento descuentos plazas plazo plazos aviso
    atencion cuidado ojo alerta prohibido obligatorio importante imprescindible exclusivo limitado agotado cerrado abierto final fin listo hecho falso
    verdad cierto error fallo culpa problema problemas solucion queja quejas respuesta pregunta mensaje correo pedido pedidos paquete envio envios
    dinero euros pago pagos precio precios factura facturas cliente clientes persona personas empresa tienda oficina casa calle puerta cama mesa agua
    luz gas internet linea cuenta clave contrato cita citas cola turno carne nombre color azul rojo verde negro blanco amarillo grande pequeño largo
    corto gordo fuerte grave rapido lento facil dificil imposible posible seguro segura claro clara directo directa completo completa entero entera
    tiene tienes tienen puede puedes pueden podemos debe debes deben hay esta estan estamos somos eres sabe sabes sabemos quiere quieres hace haces
    hacemos dice dices dijo dijimos dije viene vienes llega llegan llego sale salen cierra abre corre compra llama escribe envia manda mira lee leer
    lea lean lee espera para prueba vuelve pide entra pulsa cambia revisa recuerda recuerde venga traiga deja basta sigue falta sobra vale cuesta
    entendemos lamentamos sentimos queremos necesitamos rogamos pedimos nuestro nuestra nuestros nuestras vuestro vuestra suyo suya mio ninguno
    ninguna cualquier cualquiera tambien tampoco entonces aunque porque cuando donde como quien cuanto contra desde hasta durante entre sobre segun
    encima debajo sin con correa cabeza letra paciencia calma silencio respeto educacion vergüenza verguenza horror desastre maravilla genial perfecto
    super fantastico increible enorme inmediato inmediata inmediatamente yo ellos ustedes vosotros nosotros`,
  ordinary:
    /(?:mente|cion|ciones|[ai]d[oa]s?|ar|er|ir|arlo|erlo|irlo|ando|endo|amos|emos|imos|aron|ieron|aremos|eremos|iremos|os[oa]s?|bles?|dad|dades|isim[oa]s?|antes?|entes?|ancia|encia|mientos?|arios?|arias?|ier[oa]s?|dor|dora|dores)$/,
}
