/** A certificate for 127.0.0.1 and here.test that nobody signed but itself, until the year 2126, and its key: for tests alone. */
export const certificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUfJvSiPDG+8HG1Tqq4hAkd4QvMoIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyODE2MjIyNVoYDzIxMjYxMTA0
MTYyMjI1WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATjcq7CGMpohr75clBjLMdjajc6aopp1mCdpg5Q93L/4nIbL7v0XytN
GG274IobDFW4gg1Lu9bJy7RlvlxMsgfIo28wbTAdBgNVHQ4EFgQUileGPWblWVIo
xU8i6dwaieaHyPAwHwYDVR0jBBgwFoAUileGPWblWVIoxU8i6dwaieaHyPAwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABggloZXJlLnRlc3QwCgYIKoZI
zj0EAwIDSQAwRgIhAMy/eM5nkJJMlQGtjvvW2xTP+oIK07tl0l7aExxwIw7dAiEA
jeU0qf1w6oCAMRpfJJHOduCmKaZkqq5EXKdrhhiErkw=
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgaLUOv9ghgObCiZGe
/2xKkt6egX9ur1UinGDalvvrlb2hRANCAATjcq7CGMpohr75clBjLMdjajc6aopp
1mCdpg5Q93L/4nIbL7v0XytNGG274IobDFW4gg1Lu9bJy7RlvlxMsgfI
-----END PRIVATE KEY-----
`,
};
