//! Secrets that their surroundings give away: the value goes, its name stays.

use super::fixture::{ALPHANUMERIC, BASE64, HEX, drawn, redacted, redactor};

/// What is written, and what is left of it, `@` being the secret in the one and its place in the other.
fn check(secret: &str, cases: &[(&str, &str)]) {
    for (text, kind) in cases {
        let wanted = text.replace('@', &format!("[redacted: {kind}]"));
        assert_eq!(redacted(&text.replace('@', secret)), wanted, "{text}");
    }
}

#[test]
fn a_password_goes_and_its_name_stays() {
    check(
        "hunter2",
        &[
            ("password=@", "password"),
            ("PGPASSWORD=@ psql -h db shop", "password"),
            ("export DB_PASSWORD=@", "password"),
            ("MYSQL_PWD=@ mysqldump shop", "password"),
            ("DB_PASS=@", "password"),
            ("password: @", "password"),
            ("  password: @", "password"),
            ("spring.datasource.password=@", "password"),
            ("password = @", "password"),
            ("\"password\": \"@\",", "password"),
            ("{'password': '@', 'user': 'ann'}", "password"),
            ("{\\\"password\\\":\\\"@\\\"}", "password"),
            ("'password' => '@',", "password"),
            ("Config { user: \"ann\", password: \"@\" }", "password"),
            ("Config { password: Some(\"@\") }", "password"),
            ("User(name='ann', password='@')", "password"),
            ("Server=db;Uid=ann;Pwd=@;Encrypt=no", "password"),
            ("Server=db;User Id=ann;Password=@;", "password"),
            ("host=db user=ann password=@ dbname=shop", "password"),
            ("user=ann,password=@,host=db", "password"),
            (
                "https://shop.example/login?user=ann&password=@&next=1",
                "password",
            ),
            ("vault login --password @", "password"),
            ("vault login --password=@", "password"),
            ("vault login --password '@'", "password"),
            (
                "kubectl create secret generic db --from-literal=password=@",
                "password",
            ),
            (
                "java -Djavax.net.ssl.keyStorePassword=@ -jar app.jar",
                "password",
            ),
            ("machine api.example.com login ann password @", "password"),
            (
                "machine api.example.com\n  login ann\n  password @\n",
                "password",
            ),
            ("echo 'machine h login ann password @' > .netrc", "password"),
            ("default login ann password @", "password"),
            ("passphrase=@", "passphrase"),
            ("admin_password2=@", "password"),
            ("ansible_ssh_pass: @", "password"),
        ],
    );
}

#[test]
fn a_password_of_letters_goes_where_settings_are_written() {
    check(
        "swordfish",
        &[
            ("password=@", "password"),
            ("PGPASSWORD=@ psql", "password"),
            ("db:\n  password: @\n  host: db", "password"),
            ("\"password\": \"@\"", "password"),
            ("--password @", "password"),
        ],
    );
}

#[test]
fn a_password_that_is_a_word_about_passwords_goes_where_it_is_set() {
    check(
        "secret",
        &[
            ("PGPASSWORD=@ psql", "password"),
            ("\"password\": \"@\"", "password"),
        ],
    );
}

#[test]
fn a_quoted_password_goes_whole() {
    check(
        "correct horse battery",
        &[
            ("password=\"@\"", "password"),
            ("PGPASSWORD='@' psql", "password"),
        ],
    );
    assert_eq!(
        redacted("password=\"a\\\"b\" x"),
        "password=\"[redacted: password]\" x"
    );
}

#[test]
fn a_token_or_a_key_goes_and_its_name_stays() {
    let token = drawn(ALPHANUMERIC, 32);
    check(
        &token,
        &[
            ("token=@", "token"),
            ("token: @", "token"),
            ("\"access_token\": \"@\"", "token"),
            ("ACCESS_TOKEN=@", "token"),
            ("//registry.npmjs.org/:_authToken=@", "token"),
            ("--token @ --verbose", "token"),
            ("GET /users?token=@ 200", "token"),
            ("GET /users?a=1&access_token=@&b=2 200", "token"),
            ("api_key=@", "key"),
            ("apiKey: \"@\"", "key"),
            ("X-Api-Key: @", "key"),
            ("curl -H 'X-Api-Key: @' https://api.example.com", "key"),
            ("x-auth-token: @", "token"),
            ("client_secret=@", "secret"),
            ("{\"auths\":{\"r\":{\"auth\":\"@\"}}}", "token"),
            ("https://maps.example.com/?key=@", "key"),
        ],
    );
}

#[test]
fn a_secret_key_of_aws_or_azure_goes() {
    let aws = drawn(BASE64, 40);
    check(
        &aws,
        &[
            ("AWS_SECRET_ACCESS_KEY=@", "key"),
            ("aws_secret_access_key = @", "key"),
            ("\"SecretAccessKey\": \"@\"", "key"),
        ],
    );
    let azure = format!("{}==", drawn(BASE64, 86));
    check(
        &azure,
        &[(
            "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=@;EndpointSuffix=core",
            "key",
        )],
    );
    check(
        "abc%2Bdefghijklmnopqrstuvwxyz0123%3D",
        &[
            (
                "https://shop.blob.core.windows.net/c?sv=2022&sig=@&se=2026",
                "signature",
            ),
            (
                "https://s3.amazonaws.com/b/k?X-Amz-Expires=60&X-Amz-Signature=@",
                "signature",
            ),
        ],
    );
}

#[test]
fn a_password_in_an_address_goes_and_user_and_host_stay() {
    for (text, wanted) in [
        (
            "postgres://ann:hunter2@db/shop",
            "postgres://ann:[redacted: password]@db/shop",
        ),
        (
            "redis://:hunter2@h:6379/0",
            "redis://:[redacted: password]@h:6379/0",
        ),
        (
            "https://ann:p@ss@host/x",
            "https://ann:[redacted: password]@host/x",
        ),
        (
            "amqps://ann:h%40nter@h",
            "amqps://ann:[redacted: password]@h",
        ),
        (
            "mongodb+srv://ann:a:b@h/?w=1",
            "mongodb+srv://ann:[redacted: password]@h/?w=1",
        ),
        (
            "fatal: unable to access 'https://ann:hunter2@git.example/r.git/'",
            "fatal: unable to access 'https://ann:[redacted: password]@git.example/r.git/'",
        ),
        (
            "jdbc:postgresql://ann:hunter2@db:5432/shop",
            "jdbc:postgresql://ann:[redacted: password]@db:5432/shop",
        ),
    ] {
        assert_eq!(redacted(text), wanted);
    }
    let token = drawn(HEX, 40);
    assert_eq!(
        redacted(&format!("https://{token}@github.com/a/b")),
        "https://[redacted: token]@github.com/a/b"
    );
}

#[test]
fn the_credentials_of_a_header_go_and_its_scheme_stays() {
    let token = drawn(ALPHANUMERIC, 24);
    check(
        &token,
        &[
            ("Authorization: Bearer @", "authorization"),
            ("authorization: bearer @\r\nhost: h", "authorization"),
            ("> Authorization: Basic @", "authorization"),
            ("Proxy-Authorization: Basic @", "authorization"),
            ("HTTP_AUTHORIZATION=Bearer @", "authorization"),
            ("Authorization: token @", "authorization"),
            ("Authorization: @", "authorization"),
            (
                "curl -H 'Authorization: Bearer @' https://api.example.com",
                "authorization",
            ),
            (
                "curl -H \"Authorization: Bearer @\" https://api.example.com",
                "authorization",
            ),
            ("{\"Authorization\": \"Bearer @\"}", "authorization"),
            ("{\\\"Authorization\\\": \\\"Bearer @\\\"}", "authorization"),
            ("sent bearer @ to the server", "authorization"),
        ],
    );
    let signed = format!(
        "Credential=ann/20261122/eu/s3/aws4_request, SignedHeaders=host, Signature={}",
        drawn(HEX, 64)
    );
    check(
        &signed,
        &[("Authorization: AWS4-HMAC-SHA256 @", "authorization")],
    );
}

#[test]
fn the_parameters_of_an_authorization_go_all_of_them() {
    for secret in [
        "username=\"ada\", realm=\"shop\", nc=00000001, qop=auth, response=\"6629fae49393a053\"",
        "username=\"ada, countess\",response=\"6629fae49393a053\"",
    ] {
        for (text, kind) in [
            ("Authorization: Digest @", "authorization"),
            ("> authorization: digest @\r\nhost: h", "authorization"),
            ("Authorization: OAuth @", "authorization"),
            (
                "curl -H 'Authorization: Digest @' \"https://api.example.com\"",
                "authorization",
            ),
        ] {
            check(secret, &[(text, kind)]);
        }
        let escaped = secret.replace('"', "\\\"");
        check(
            &escaped,
            &[(
                "{\"Authorization\": \"Digest @\", \"Host\": \"h\"}",
                "authorization",
            )],
        );
    }
}

#[test]
fn the_values_of_cookies_go_and_their_names_stay() {
    check(
        "a1b2c3d4e5",
        &[
            ("Cookie: sid=@", "cookie"),
            ("cookie: sid=@; theme=@", "cookie"),
            ("Set-Cookie: sid=@; Path=/; HttpOnly", "cookie"),
            ("curl -H 'Cookie: sid=@; lang=@' h", "cookie"),
        ],
    );
}

#[test]
fn a_password_among_the_arguments_of_a_known_program_goes() {
    check(
        "hunter2",
        &[
            ("mysql -u root -p@ shop", "password"),
            ("mysqldump -h db -p'@' shop > dump.sql", "password"),
            ("curl -u ann:@ https://h/", "password"),
            ("curl -sS --user 'ann:@' https://h/", "password"),
            ("curl -uann:@ https://h/", "password"),
            ("sshpass -p @ ssh h", "password"),
            ("docker login -u ann -p @ registry.example", "password"),
            ("redis-cli -h db -a @ PING", "password"),
            ("openssl rsa -in k.pem -passin pass:@", "password"),
        ],
    );
}

#[test]
fn a_sentence_that_a_person_types_keeps_what_only_its_surroundings_give_away() {
    for text in [
        "password: must have 8 characters",
        "the default password=hunter2 was never changed",
        "postgres://ann:hunter2@db does not work from the container",
        "Authorization: Bearer abcdef0123456789abcdef needs a space",
    ] {
        assert_eq!(redactor().redact_certain(text).text, text);
    }
}

#[test]
fn a_secret_goes_whole_however_long_it_is() {
    let long = drawn(ALPHANUMERIC, 10_000);
    check(
        &long,
        &[
            ("token=@", "token"),
            ("\"token\": \"@\", \"a\": 1", "token"),
            ("Authorization: Bearer @", "authorization"),
            ("sent bearer @ to the server", "authorization"),
            ("Cookie: sid=@; lang=@", "cookie"),
            ("curl -u ann:@ https://h/", "password"),
        ],
    );
    for beginning in ["ghp_", "eyJhbGciOiJ9.eyJ"] {
        let token = format!("{beginning}{long}");
        let redacted = redacted(&format!("using {token} for it"));
        assert!(redacted.ends_with(" token] for it"), "{redacted}");
    }
    let header = format!("eyJ{long}.eyJhIjoxfQ.{long}");
    assert_eq!(redacted(&header), "[redacted: json web token]");
}

#[test]
fn a_password_goes_among_other_arguments_and_commands_of_the_same_program() {
    check(
        "hunter2",
        &[
            (
                "curl -sS -u ann:@ -H 'a: b' --proxy-user bob:@ h",
                "password",
            ),
            ("curl h && curl -u ann:@ h", "password"),
            ("curl h; curl -u ann:@ h | mysql -p@", "password"),
            ("curl -d \"curl -u ann:@ h\" h", "password"),
            ("curl --user='ann:@' h", "password"),
        ],
    );
}
