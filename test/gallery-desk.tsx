import type { T } from '../src/core/i18n/translator.ts'
import { Arrivals } from '../src/ui/components/arrivals.tsx'
import { Avatar } from '../src/ui/components/avatar.tsx'
import { Button } from '../src/ui/components/button.tsx'
import { Card } from '../src/ui/components/card.tsx'
import { Chip } from '../src/ui/components/chip.tsx'
import { Composer } from '../src/ui/components/composer.tsx'
import { Menu } from '../src/ui/components/menu.tsx'
import { Pager } from '../src/ui/components/pager.tsx'
import { Facts, PaneBody, PaneFoot, PaneHead, Section } from '../src/ui/components/pane.tsx'
import { Happened, Remark } from '../src/ui/components/remark.tsx'
import { Row, Rows } from '../src/ui/components/row.tsx'
import { Search } from '../src/ui/components/search.tsx'
import { Tabs } from '../src/ui/components/tabs.tsx'
import { Time } from '../src/ui/components/time.tsx'
import { Desk, PersonButton } from '../src/ui/desk.tsx'
import { Icon } from '../src/ui/icons.tsx'
import { type Showing, shell } from './gallery-shell.ts'

const now = new Date()
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const said =
  'Hola Lucía: tienes razón, y lo siento. Tres pedidos mal molidos y un correo sin respuesta es fallarte dos veces.'

const closed = { text: 'Conversación cerrada.', undo: { action: '/closure', method: 'delete' as const } }

const mastodon = { mark: 'M', name: 'Mastodon' }

/** The desk on a busy morning. */
export const DeskPage = (props: Showing & { pane?: 'list' | 'main' }) => {
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
