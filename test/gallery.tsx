import type { Child } from 'hono/jsx'
import { createTranslator, type T } from '../src/core/i18n/translator.ts'
import { Arrivals } from '../src/ui/components/arrivals.tsx'
import { Avatar } from '../src/ui/components/avatar.tsx'
import { Button } from '../src/ui/components/button.tsx'
import { Card } from '../src/ui/components/card.tsx'
import { Chip } from '../src/ui/components/chip.tsx'
import { Composer } from '../src/ui/components/composer.tsx'
import { CopyField } from '../src/ui/components/copy-field.tsx'
import { Dialog, DialogButton } from '../src/ui/components/dialog.tsx'
import { Empty } from '../src/ui/components/empty.tsx'
import { Choices, Field } from '../src/ui/components/field.tsx'
import { Form } from '../src/ui/components/form.tsx'
import { Menu } from '../src/ui/components/menu.tsx'
import { Notice } from '../src/ui/components/notice.tsx'
import { Pager } from '../src/ui/components/pager.tsx'
import { Facts, PaneBody, PaneFoot, PaneHead, Section } from '../src/ui/components/pane.tsx'
import { Progress } from '../src/ui/components/progress.tsx'
import { Happened, Remark } from '../src/ui/components/remark.tsx'
import { Row, Rows } from '../src/ui/components/row.tsx'
import { Search } from '../src/ui/components/search.tsx'
import { Table } from '../src/ui/components/table.tsx'
import { Tabs } from '../src/ui/components/tabs.tsx'
import { Time } from '../src/ui/components/time.tsx'
import { Desk, type DeskProps, PersonButton } from '../src/ui/desk.tsx'
import { Icon } from '../src/ui/icons.tsx'
import { Quiet } from '../src/ui/quiet.tsx'
import type { Viewer } from '../src/ui/viewer.ts'
import { words } from '../src/ui/words.ts'

/** How a page of the gallery is to be shown. */
export interface Showing {
  language: 'en' | 'es'
  scheme: Viewer['scheme']
  density?: Viewer['density']
  /** How far the page has what is live. */
  after?: string
  /** What was written so far. */
  draft?: string | undefined
  /** Whether something was just done. */
  flash?: boolean
}

/** Every component, drawn with the words of a day at Café Alameda; what people said stays as they said it. */
export const gallery: Record<string, (showing: Showing) => Child> = {
  desk: (showing) => <DeskPage {...showing} />,
  list: (showing) => <DeskPage {...showing} pane="list" />,
  settings: (showing) => <SettingsPage {...showing} />,
  quiet: (showing) => <SignInPage {...showing} />,
  empty: (showing) => <EmptyPage {...showing} />,
}

const names = {
  en: { 'g.inbox': 'Inbox', 'g.people': 'People', 'g.windows': 'Windows', 'g.settings': 'Settings' },
  es: { 'g.inbox': 'Bandeja', 'g.people': 'Personas', 'g.windows': 'Ventanas', 'g.settings': 'Ajustes' },
}
const translator = createTranslator([words, names])
const now = new Date()
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

function shell({ language, scheme, density = 'roomy' }: Showing) {
  const t = translator.for(language, 'America/Mexico_City')
  const viewer: Viewer = {
    id: 'marta',
    name: 'Marta Ríos',
    language,
    timeZone: t.timeZone,
    scheme,
    density,
  }
  const nav: DeskProps['nav'] = [
    { id: 'inbox', href: '/desk', label: 'g.inbox', icon: 'inbox', count: 7, needsUs: true, key: 'i' },
    { id: 'people', href: '/list', label: 'g.people', icon: 'users', key: 'p' },
    { id: 'windows', href: '/empty', label: 'g.windows', icon: 'radar', count: 312, key: 'w' },
    { id: 'settings', href: '/settings', label: 'g.settings', icon: 'sliders-horizontal', house: true, key: 's' },
  ]
  const menu: DeskProps['menu'] = [
    { label: language === 'es' ? 'Mis ajustes' : 'My settings', icon: 'user', href: '/settings' },
    { label: language === 'es' ? 'Salir' : 'Sign out', icon: 'log-out', action: '/session', method: 'delete' },
  ]
  return {
    t,
    viewer,
    nav,
    menu,
    status: 'Agente',
    commands: [{ label: 'g.settings', href: '/settings', icon: 'settings' as const }],
  }
}

const said =
  'Hola Lucía: tienes razón, y lo siento. Tres pedidos mal molidos y un correo sin respuesta es fallarte dos veces.'

const closed = { text: 'Conversación cerrada.', undo: { action: '/closure', method: 'delete' as const } }

const mastodon = { mark: 'M', name: 'Mastodon' }

const DeskPage = (props: Showing & { pane?: 'list' | 'main' }) => {
  const all = shell(props)
  const { t } = all
  return (
    <Desk
      {...all}
      title="Pedido mal molido"
      current="inbox"
      pane={props.pane ?? 'main'}
      live={{ src: '/events', after: props.after ?? '1-0' }}
      flash={props.flash === false ? undefined : closed}
      list={<List t={t} level={props.pane === 'list' ? 1 : 2} />}
      aside={<Aside t={t} />}
    >
      <PaneHead
        t={t}
        title="Pedido mal molido"
        subtitle="Mastodon, público · 5 personas"
        lead={<Avatar name="Lucía Garmendia" id="lucia" size="small" />}
        back="/list"
        level={props.pane === 'list' ? 2 : 1}
        actions={
          <>
            <Button icon="alarm-clock" data-key="s">
              Pausar
            </Button>
            <Button icon="check" data-key="e" data-command="Cerrar">
              Cerrar
            </Button>
            <Menu
              id="more"
              button={{ icon: 'ellipsis', label: 'Más', variant: 'plain' }}
              items={[
                { label: 'Marcar sin leer', icon: 'mail', action: '/unread', key: 'u' },
                { label: 'Ver en Mastodon', icon: 'external-link', href: '/list' },
                { label: 'Borrar', icon: 'trash-2', action: '/x', method: 'delete', danger: true },
              ]}
            />
            <PersonButton t={t} />
          </>
        }
      />
      <PaneBody keep="talk">
        <Talk t={t} />
      </PaneBody>
      <PaneFoot>
        <Composer
          t={t}
          id="reply"
          action="/replies"
          draftUrl="/draft"
          send="Enviar a Mastodon"
          network="Mastodon"
          limit={{ max: 500, unit: 'codePoints', linkLength: 23 }}
          audience={
            <>
              <Icon name="globe" />
              <b>Responder en público</b> <span class="soft">en Mastodon, a Lucía y Rosa</span>
            </>
          }
          text={props.draft ?? said}
          actions={<Button icon="clock">Más tarde</Button>}
        />
      </PaneFoot>
    </Desk>
  )
}

const People = [
  [
    'Lucía Garmendia',
    12,
    'Tercer pedido que llega mal molido y nadie contesta el correo. Con lo que me gustaba su café, la verdad es que no entiendo.',
  ],
  [
    'Tomás Paredes',
    31,
    '¿El descafeinado es con agua o con disolvente? Mi mujer está de seis meses y queremos saberlo antes de pedir.',
  ],
  ['Iñaki Ferrer', 65, 'Gran entrada en el blog. Molaría una suscripción que salte un mes cuando me voy de viaje.'],
  [
    'Rosa Camacho y 4 más',
    130,
    'A mí me pasó lo mismo en la tienda de Coyoacán. @martinaca dijo que lo iban a revisar.',
  ],
  ['Jorge Duarte', 1500, 'Gracias por explicarlo sin rodeos. Así da gusto.'],
  ['Ana Vallejo', 1700, 'En el minuto 3:12 del vídeo, ¿qué temperatura usáis para la V60?'],
] as const

const List = ({ t, level }: { t: T; level: 1 | 2 }) => (
  <>
    <PaneHead t={t} title="Nos necesitan" level={level}>
      <Search action="/list" label="Buscar en todo" shortcut="Ctrl K" />
      <Tabs
        label="Vistas"
        tabs={[
          { href: '/desk', label: 'Por necesidad', current: true },
          { href: '/list', label: 'Míos', count: 3 },
          { href: '/empty', label: 'Sin dueño', count: 4 },
        ]}
      />
    </PaneHead>
    <PaneBody keep="inbox-scroll">
      <Arrivals t={t} list="inbox-list" />
      <Rows id="inbox-list" label="Nos necesitan">
        {People.map(([name, minutes, text], at) => (
          <Row
            id={`row-${at}`}
            href={at === 0 ? '/desk' : '/list'}
            title={name}
            lead={<Avatar name={name} network={mastodon} />}
            time={<Time t={t} at={ago(minutes)} now={now} still />}
            current={at === 0}
            unread={at < 2}
            unreadLabel="sin leer"
            chips={
              at === 0 ? (
                <>
                  <Chip tone="terracotta" icon="clock-alert">
                    responder antes de 18 min
                  </Chip>
                  <Chip>queja</Chip>
                </>
              ) : (
                <Chip
                  tone={(['saffron', 'tile', 'terracotta', 'olive', 'wine'] as const)[at - 1] ?? 'plain'}
                  icon="lightbulb"
                >
                  {['hoy', 'sugerencia', 'mismo tema', 'promesa cumplida', 'amenaza'][at - 1]}
                </Chip>
              )
            }
          >
            {text}
          </Row>
        ))}
      </Rows>
      <Pager t={t} older="/list?after=x" />
    </PaneBody>
  </>
)

const Talk = ({ t }: { t: T }) => (
  <div class="talk" id="messages" data-follow="">
    <Card tone="sunk" title="Antes de responder">
      <p>
        Compra desde <a href="/list">marzo de 2024</a>; prefiere <a href="/list">molienda para prensa francesa</a> (lo
        dijo el 3 de mayo).
      </p>
    </Card>
    <Remark
      avatar={<Avatar name="Lucía Garmendia" id="lucia" size="small" />}
      name="Lucía Garmendia"
      handle="@lucia@mastodon.example"
      time={<Time t={t} at={ago(12)} />}
      chips={
        <>
          <Chip tone="terracotta">queja</Chip>
          <Chip>pregunta</Chip>
          <Chip tone="saffron">hoy · espera desde el martes</Chip>
        </>
      }
      actions={<Button variant="plain" small icon="reply" label="Responder a Lucía" />}
    >
      Tercer pedido que llega mal molido y nadie contesta el correo. Con lo que me gustaba su café… @cafealameda ¿hay
      alguien ahí?
    </Remark>
    <Remark
      answer
      avatar={<Avatar name="Rosa Camacho" size="small" />}
      name="Rosa Camacho"
      time={<Time t={t} at={ago(9)} />}
    >
      A mí también. En Coyoacán me dijeron que el molino estaba «raro».
    </Remark>
    <Remark
      tone="note"
      avatar={<Avatar name="Nico Iturbe" size="small" />}
      name="Nico, al equipo"
      time={<Time t={t} at={ago(4)} />}
    >
      Confirmado con la tienda: el molino 2 está descalibrado desde el viernes. Técnico mañana a las 10.
    </Remark>
    <Happened icon="user-check">
      Marta se hizo cargo · <Time t={t} at={ago(3)} />
    </Happened>
    <Remark
      tone="us"
      avatar={<Avatar name="Marta Ríos" id="marta" size="small" />}
      name="Marta Ríos"
      time={<Time t={t} at={ago(2)} />}
      state={
        <>
          <Icon name="check-check" size="small" /> Enviado · <a href="/list">ver en Mastodon</a>
        </>
      }
    >
      Hola Lucía: lo miro ahora mismo y te digo en un rato.
    </Remark>
  </div>
)

const Aside = ({ t }: { t: T }) => (
  <PaneBody>
    <div class="person">
      <Avatar name="Lucía Garmendia" id="lucia" size="large" />
      <div>
        <h2 class="person__name">Lucía Garmendia</h2>
        <p class="soft">Clienta desde marzo de 2024 · tú</p>
      </div>
    </div>
    <div class="chips">
      <Chip>Mastodon @lucia</Chip>
      <Chip>correo lucia@…</Chip>
      <Chip tone="tile" href="/list">
        ¿Bluesky @lugar? unir
      </Chip>
    </div>
    <Section title="Nos dijo">
      <Facts
        facts={[
          { label: 'Prensa francesa, grueso', value: t.relative(ago(60 * 24 * 90)) },
          { label: 'Alérgica a la avellana', value: t.relative(ago(60 * 24 * 200)) },
        ]}
      />
    </Section>
    <Section title="Habla con">
      <div class="chips">
        <Chip>Rosa Camacho</Chip>
        <Chip tone="olive" icon="sparkles">
          embajador
        </Chip>
      </div>
    </Section>
  </PaneBody>
)

const SettingsPage = (props: Showing) => {
  const all = shell(props)
  const { t } = all
  return (
    <Desk {...all} title="Ajustes" current="settings">
      <PaneHead
        t={t}
        title="Ajustes"
        actions={
          <DialogButton dialog="ask" icon="plus" variant="primary">
            Añadir
          </DialogButton>
        }
      />
      <PaneBody page>
        <Notice tone="error" title="No pudimos conectar con el blog">
          La contraseña de aplicación ya no vale. Lo escuchado hasta ayer sigue aquí. Crea otra y vuelve a conectar.
        </Notice>
        <Notice tone="careful" action={<Button small>Probar</Button>}>
          El correo no está configurado: los enlaces se copian a mano.
        </Notice>
        <Notice tone="good">Conectado. Se oyen menciones y respuestas.</Notice>
        <Notice>Se guardó hace un momento.</Notice>
        <Card
          title="Ventana nueva"
          actions={
            <Chip tone="olive" icon="check">
              lista
            </Chip>
          }
        >
          <Form action="/channels">
            <Field
              name="url"
              type="url"
              label="Dirección"
              help="La de la portada del blog."
              required
              placeholder="https://"
            />
            <Field
              name="secret"
              type="password"
              label="Contraseña de aplicación"
              error="Le falta un grupo: son seis de cuatro letras."
              value="abcd"
            />
            <Field name="days" type="number" label="Días hacia atrás" value={30} min={1} max={365} />
            <Field
              name="zone"
              type="select"
              label="Zona"
              value="b"
              options={[
                { value: 'a', label: 'Madrid' },
                { value: 'b', label: 'México' },
              ]}
            />
            <Field name="note" type="textarea" label="Nota" value="Hola" />
            <Field name="loud" type="checkbox" label="Avisarme de todo" value={true} help="También de noche." />
            <Choices
              name="density"
              label="Densidad"
              value="roomy"
              options={[
                { value: 'roomy', label: 'Amplia' },
                { value: 'compact', label: 'Compacta', help: 'Cabe más.' },
              ]}
            />
            <div class="actions">
              <Button variant="primary" icon="plug">
                Conectar
              </Button>
              <Button>Probar</Button>
              <Button variant="plain">Cancelar</Button>
              <Button variant="danger" icon="trash-2">
                Borrar la ventana
              </Button>
              <Button busy>Probando</Button>
              <Button disabled>No ahora</Button>
            </div>
          </Form>
        </Card>
        <CopyField
          t={t}
          id="invite"
          label="Enlace de invitación"
          value="https://tertulia.example/invitation/3f9a8c7d"
          help="Vale 24 horas."
        />
        <Progress label="Trayendo la historia" value={3200} max={9000} text="3200 de unos 9000 mensajes" />
        <Progress label="Preguntando a la red" />
        <Table
          caption="Ventanas"
          columns={[
            { label: 'Ventana' },
            { label: 'Oídos', numeric: true },
            { label: 'Estado' },
            { label: 'Hacer', quiet: true },
          ]}
          rows={[
            [
              'Blog de Café Alameda',
              '1.204',
              <Chip tone="olive" icon="check">
                oye bien
              </Chip>,
              <Button small>Pausar</Button>,
            ],
            [
              '@cafealameda@mastodon.example',
              '312',
              <Chip tone="wine" icon="unplug">
                sin acceso
              </Chip>,
              <Button small>Reconectar</Button>,
            ],
          ]}
        />
        <div class="actions">
          {['Ana', 'Bo Díaz', 'C', 'Dani Ñ', '李 小龙', 'é', '🙂', 'Zoë'].map((name) => (
            <Avatar name={name} />
          ))}
        </div>
        <Dialog t={t} id="ask" title="¿Qué ventana?">
          <Form action="/x" inline>
            <Field name="q" label="Dirección" />
            <Button variant="primary">Buscar</Button>
          </Form>
        </Dialog>
      </PaneBody>
    </Desk>
  )
}

const SignInPage = (props: Showing) => {
  const { t, viewer } = shell(props)
  return (
    <Quiet t={t} title="Entrar" viewer={viewer} name="Café Alameda">
      <h1>Entrar</h1>
      <Form action="/session">
        <Field name="email" type="email" label="Correo" autocomplete="username" required />
        <Field name="password" type="password" label="Contraseña" autocomplete="current-password" required />
        <Button variant="primary">Entrar</Button>
      </Form>
      <p class="soft">
        ¿Olvidaste la contraseña? <a href="/list">Pide un enlace</a> a quien administra.
      </p>
    </Quiet>
  )
}

const EmptyPage = (props: Showing) => {
  const all = shell(props)
  return (
    <Desk {...all} title="Ventanas" current="windows">
      <PaneHead t={all.t} title="Ventanas" />
      <PaneBody page>
        <Empty
          title="Aún no hay ventanas"
          icon="radar"
          action={
            <Button variant="primary" icon="plus" href="/settings">
              Añadir una ventana
            </Button>
          }
        >
          Una ventana es un lugar donde hablan tus clientes: un blog, Mastodon, Bluesky. Conecta la primera y lo que
          digan llegará aquí.
        </Empty>
      </PaneBody>
    </Desk>
  )
}
