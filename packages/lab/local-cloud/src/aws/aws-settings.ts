/** The region of the laptop's AWS; MiniStack's default. */
export const region = 'us-east-1'

/** MiniStack asks for a signature and takes any key. Never a real one: it would stand in every log of a mistake. */
export const dummyCredentials = { accessKeyId: 'local', secretAccessKey: 'local' }
