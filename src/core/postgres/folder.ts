import path from 'node:path'

/** Where everything lies inside the data folder. */
export interface Folder {
  path: string
  cluster: string
  secrets: string
  log: string
}

export function folderAt(dataFolder: string): Folder {
  const root = path.resolve(dataFolder)
  return {
    path: root,
    cluster: path.join(root, 'postgres'),
    secrets: path.join(root, 'postgres.json'),
    log: path.join(root, 'postgres.log'),
  }
}
