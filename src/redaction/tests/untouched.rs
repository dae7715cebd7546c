//! Ordinary logs and commands: nothing in them goes.

use super::fixture::{BASE64, HEX, drawn, redact};

const ORDINARY: &[&str] = &[
    "commit 3f786850e387550fdab836ed7e6dc881de23001b",
    "HEAD is now at 08a27b6 Say which kept documents an import takes",
    "request 550e8400-e29b-41d4-a716-446655440000 failed",
    "checksum = \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"",
    "\"integrity\": \"sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==\"",
    "alpine@sha256:c5b1261d6d3e43071626931fc004f70149baeba2c8ec672bd4f27761f8e1ad6b",
    "Digest: sha256:c5b1261d6d3e43071626931fc004f70149baeba2c8ec672bd4f27761f8e1ad6b",
    "00000010: 7f45 4c46 0201 0100 0000 0000 0000 0000  .ELF............",
    "0x7ffeefbff5c8 0xdeadbeefcafebabe",
    "SyntaxError: unexpected token '}'",
    "SyntaxError: Unexpected token < in JSON at position 0",
    "error: unexpected token: `}`",
    "token: Token::Ident",
    "Token { kind: Ident, token: Token::Ident(\"password\") }",
    "expected one of `!` or `::`, found token `=`",
    "let token = lexer.next_token();",
    "token = get_token()",
    "token: String,",
    "password: &str",
    "password: Option<String>,",
    "pub password: SecretString,",
    "password: string;",
    "password = os.environ[\"DB_PASSWORD\"]",
    "password=self.password",
    "password=$PASSWORD",
    "password=${DB_PASSWORD}",
    "PGPASSWORD=$PGPASSWORD psql",
    "PGPASSWORD=\"$(cat /run/secrets/db)\" psql",
    "password=",
    "password=None",
    "password=****",
    "\"password\": null,",
    "\"password\": \"********\"",
    "Enter password: ",
    "Password for 'https://ann@github.com': ",
    "[sudo] password for ann: ",
    "FATAL: password authentication failed for user \"ann\"",
    "password: must have 8 characters",
    "password: is too short (minimum is 8 characters)",
    "error: invalid password: incorrect",
    "{\"password\":[\"This field is required.\"]}",
    "{\"password\": \"must have at least 8 characters\"}",
    "    at checkPassword (/app/src/password.js:10:3)",
    "  at com.example.auth.TokenService.validateToken(TokenService.java:33)",
    "src/password.rs:10:5: unused variable: `password`",
    "thread 'main' panicked at src/token.rs:42:13:",
    "test redaction::password_stays ... ok",
    "  -p, --password <PASSWORD>  The password [env: PGPASSWORD]",
    "  -p, --password string   Password",
    "usage: tool [--password PASSWORD] [--token TOKEN]",
    "use --password to set it, or --password-stdin",
    "the --token flag is deprecated",
    "--password-file /run/secrets/db",
    "password_file=/run/secrets/db",
    "private_key=/home/ann/.ssh/id_ed25519",
    "secret: db-credentials",
    "secretName: db-credentials",
    "secretKeyRef: {name: db, key: password}",
    "max_tokens: 4096, total_tokens=1532",
    "prompt_tokens=120 completion_tokens=80",
    "tokenizer=bert-base-uncased",
    "token_type=bearer",
    "PGPASSWORD AWS_SECRET_ACCESS_KEY GITHUB_TOKEN are not set",
    "AWS_SECRET_ACCESS_KEY is not set",
    "Authorization: <none>",
    "Win32_Security_Authorization = [\"Win32_Security\"]",
    "Authorization: Bearer <token>",
    "Authorization: Bearer $TOKEN",
    "authorization: required for this endpoint",
    "missing Authorization header",
    "Cookie: none",
    "cookie: the session cookie was not set",
    "cookies: 3",
    "PWD=/home/ann/src OLDPWD=/home/ann",
    "pass: 120, fail: 3",
    "# pass 12",
    "first_pass=1 second_pass=2",
    "https://example.com:8080/path?q=1",
    "http://[::1]:8080/",
    "https://user@example.com/",
    "git@github.com:ann/shop.git",
    "ssh://git@github.com:22/ann/shop.git",
    "npm WARN deprecated request@2.88.2: https://github.com/request/request/issues/3142",
    "see https://crates.io/crates/a and mail to ann@example.com: thanks",
    "primary key=17 foreign_key: user_id",
    "cache key: shop-linux-a1b2c3d4e5f6",
    "key=value",
    "KeyError: 'api_key'",
    "api_key: required",
    "signature: fn(u8) -> u8",
    "sk-learn-contrib-package-name-which-is-long",
    "class=\"sk-folding-cube-animation-container-inner\"",
    "hf_transformers_tokenizers_backend_python_bindings",
    "npm_config_registry npm_lifecycle_event npm_package_json",
    "curl -u ann https://h/",
    "curl -sSfL https://h/install.sh | sh",
    "mysql -u root -p shop",
    "mysql -P3306 -h db",
    "program(\"mysql\", \"-p\", Together)",
    "docker run -p 8080:80 nginx",
    "mkdir -p src/redaction",
    "ssh -p 2222 h",
    "MyNotificationContextLoaderXX.create.someVeryLongMethodNameThatGoesOnAndOn",
    "eyJub3QiOiAiYSB0b2tlbiJ9 is base64 of an object",
    "machine learning needs no password or login",
    "[redacted: password] and [redacted: github token]",
];

#[test]
fn ordinary_lines_stay_as_they_are() {
    let changed: Vec<String> = ORDINARY
        .iter()
        .map(|line| (line, redact(line)))
        .filter(|(line, redacted)| redacted.text != **line)
        .map(|(line, redacted)| format!("{line}\n    became {}", redacted.text))
        .collect();
    assert!(changed.is_empty(), "\n{}", changed.join("\n"));
}

#[test]
fn an_image_in_base64_and_a_hex_dump_stay() {
    let image = format!("data:image/png;base64,{}", drawn(BASE64, 40_000));
    assert!(redact(&image).found.is_empty());
    let wrapped: Vec<String> = drawn(BASE64, 40_000)
        .as_bytes()
        .chunks(76)
        .map(|line| String::from_utf8(line.to_vec()).unwrap())
        .collect();
    assert!(redact(&wrapped.join("\n")).found.is_empty());
    assert!(redact(&drawn(HEX, 40_000)).found.is_empty());
}
