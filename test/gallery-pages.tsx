import { Avatar } from '../src/ui/components/avatar.tsx'
import { Button } from '../src/ui/components/button.tsx'
import { Card } from '../src/ui/components/card.tsx'
import { Chip } from '../src/ui/components/chip.tsx'
import { CopyField } from '../src/ui/components/copy-field.tsx'
import { Dialog, DialogButton } from '../src/ui/components/dialog.tsx'
import { Empty } from '../src/ui/components/empty.tsx'
import { Choices, Field } from '../src/ui/components/field.tsx'
import { Form } from '../src/ui/components/form.tsx'
import { Notice } from '../src/ui/components/notice.tsx'
import { PaneBody, PaneHead } from '../src/ui/components/pane.tsx'
import { Progress } from '../src/ui/components/progress.tsx'
import { Table } from '../src/ui/components/table.tsx'
import { Desk } from '../src/ui/desk.tsx'
import { Quiet } from '../src/ui/quiet.tsx'
import { type Showing, shell } from './gallery-shell.ts'

export const SettingsPage = (props: Showing) => {
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

export const SignInPage = (props: Showing) => {
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

export const EmptyPage = (props: Showing) => {
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
