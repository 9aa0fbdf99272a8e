package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line speaks of its options where the library speaks of Java. */
class OptionWordsTest {

    @TempDir
    static Path data;

    private static LocalPay localPay;
    private static SigningPlatform platform;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws IOException {
        localPay = LocalPay.builder().data(data).empty().start();
        platform = new SigningPlatform(localPay, data);
        environment = Map.of(
                "FLUENTPAY_PROFILE",
                data.resolve("profile.properties").toString(),
                "FLUENTPAY_BASE_URL",
                platform.baseUrl().toString());
    }

    @AfterAll
    static void stop() {
        platform.close();
        localPay.close();
    }

    private static Run run(String... args) {
        return Run.of(environment, args);
    }

    /** Each message as the library has it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            add .path("stock_id", …)                                       | add --path stock_id=…
            put the query into .query(name, value)                         | put the query into --query NAME=VALUE
            pass the raw value by .path(name, value), which encodes it     | pass the raw value by --path NAME=VALUE, which encodes it
            values go into .path(name, value)                              | values go into --path NAME=VALUE
            add .encrypting("/user_name")                                  | add --encrypting /user_name
            add encrypting("/a/*/b", "/c")                                 | add --encrypting /a/*/b --encrypting /c
            cannot be sealed; leave .encrypting(…) out                     | cannot be sealed; leave --encrypting out
            to send what is there as it is, add .sendingInTheClear("/a", "/b") | to send what is there as it is, add --in-the-clear /a --in-the-clear /b
            use .queryInTheClear("phone", …)                               | use --query-in-the-clear phone=…
            add .header("Idempotency-Key", …) in front of the verb         | add --header Idempotency-Key=…
            use .queryEncrypting("phone", …)                               | use --query-encrypting phone=…
            Next: give verifyingKeys(…) or keyMode(…) of the builder the WeChat Pay public key | Next: give fluentpay.platform-key and fluentpay.platform-serial of the profile the WeChat Pay public key
            or keyMode(KeyMode.certificates()) to download the platform's certificates | or `fluentpay certificates download` to download the platform's certificates
            The APIv3 key is missing: apiV3Key(ApiV3Key.of(…)) of the builder; it opens | The APIv3 key is missing: fluentpay.apiv3-key of the profile; it opens
            uses keyMode(KeyMode.publicKey(…)) of the builder              | uses fluentpay.platform-key and fluentpay.platform-serial of the profile
            is signed by a brand, and the client has none: brand(Brand.of(…)) of the builder | is signed by a brand, and the command line signs as a merchant only; a program can
            Next: call less often, allow more time, or change rateLimits(…) of the builder | Next: call less often, allow more time
            is larger than 1048576 bytes (maxReplyBytes).                  | is larger than 1048576 bytes (--max-reply).
            no answer within 10 s (responseTimeout)                        | no answer within 10 s (--timeout)
            no answer within 10 s; raise responseTimeout(…) of the builder | no answer within 10 s; raise --timeout
            before the call's timeout (callTimeout, or timeout(…) of the call). Next | before the call's timeout (--timeout). Next
            the connect timeout (connectTimeout) has passed                | the connect timeout has passed
            was not answered before the call's timeout.                    | was not answered before the call's timeout (--timeout).
            Next: correct the parameter; detail() names it                 | Next: correct the parameter; its detail names it
            the host by baseUrls(…) of the builder                         | the host by fluentpay.base-url of the profile
            Next: read bytes() of the reply                                | Next: write it into a file by --out FILE
            a message with (brackets) and a path.of("x") stays             | a message with (brackets) and a path.of("x") stays
            """)
    void namesTheOption(String library, String words) {
        assertThat(OptionWords.of(library)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get v3/marketing/busifavor/stocks/{stock_id}             | no value for stock_id; add --path stock_id=…
            get v3/x/y?a=b                                           | put the query into --query NAME=VALUE
            get v3/x/a%20b                                           | pass the raw value by --path NAME=VALUE, which encodes it
            get v3/x/张三                                             | values go into --path NAME=VALUE
            post v3/x/y --json {"a":1} --encrypting /a               | The body of POST v3/x/y has
            post v3/x/y --json {"a":"b"} --encrypting a              | "a" is not a JSON pointer: it starts with a slash
            get v3/x/y --encrypting /a                               | --encrypting seals a field of the body, and there is none; give --json
            get v3/x/y --in-the-clear /a                             | --in-the-clear names a field of the body, and there is none; give --json
            get v3/x/y --query-in-the-clear a                        | --query-in-the-clear is not NAME=VALUE, but a value of 1 character
            get v3/x/y --header a                                    | --header is not NAME=VALUE, but a value of 1 character
            post v3/fund-app/mch-transfer/transfer-bills --json {"user_name":"x"} | /user_name is documented as sensitive, and its value is not sealed. Nothing was sent. Next: add --encrypting /user_name and give the plain value; to send what is there as it is, add --in-the-clear /user_name
            get https://example.invalid/v3/billdownload/file?token=secret | The download URL https://example.invalid/v3/billdownload/file cannot be used: it is at none of the platform's hosts
            post https://api.mch.weixin.qq.com/v3/billdownload/file  | A download URL is taken exactly as received: by get, without values, headers and a body
            get v3/x/y --query-encrypting a                          | --query-encrypting is not NAME=VALUE, but a value of 1 character
            get brand/x/y                                            | the command line signs as a merchant only; a program can
            """)
    void aWrongCallIsToldInOptions(String line, String message) {
        platform.answers(200, "application/json", "{}");
        List<String> args = new ArrayList<>(List.of("call"));
        args.addAll(List.of(line.split(" +")));

        Run run = run(args.toArray(String[]::new));

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains(message).doesNotContainPattern("\\.[a-zA-Z]+\\(|of the builder");
        assertThat(platform.requests()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get v3/bill/tradebil                                  | Next: check the path, which is not documented; the nearest one is v3/bill/tradebill; `fluentpay endpoints WORD` searches them
            post v3/marketing/busifavor/coupons/retrun            | Next: check the path, which is not documented; the nearest one is v3/marketing/busifavor/coupons/return; `fluentpay endpoints WORD` searches them
            get v3/marketing/busifavor/stocks/1                   | Next: check the numbers you sent
            get /v3/marketing/busifavor/stocks/{stock_id} --path stock_id=1 | Next: check the numbers you sent
            """)
    void aPathThatIsNotDocumentedIsNotANumber(String line, String next) {
        platform.answers(404, "application/json", "{\"code\":\"RESOURCE_NOT_EXISTS\",\"message\":\"none\"}");
        List<String> args = new ArrayList<>(List.of("call"));
        args.addAll(List.of(line.split(" +")));

        Run run = run(args.toArray(String[]::new));

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(run.err().strip()).endsWith(next);
    }

    @Test
    void sealsWhatIsNamed() {
        platform.answers(200, "application/json", "{}");

        Run run = run("call", "post", "v3/x/y", "--json", "{\"user_name\":\"张三\"}", "--encrypting", "/user_name");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(platform.lastRequest()).doesNotContain("张三").matches("\\{\"user_name\":\"[A-Za-z0-9+/=]{300,}\"}");
    }

    @Test
    void sendsInTheClearWhatIsNamed() {
        platform.answers(200, "application/json", "{}");

        Run run = run(
                "call",
                "post",
                "v3/fund-app/mch-transfer/transfer-bills",
                "--json",
                "{\"user_name\":\"x\"}",
                "--in-the-clear",
                "/user_name");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(platform.lastRequest()).isEqualTo("{\"user_name\":\"x\"}");
    }

    @Test
    void takesTheUrlOfADownload() {
        platform.answers(200, "text/plain", "bill");

        Run run = run("call", "get", platform.baseUrl() + "/v3/billdownload/file?token=a%2Fb");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("bill");
    }

    @Test
    void aReplyThatIsTooLargeNamesTheOption() {
        platform.answers(200, "application/octet-stream", new byte[(1 << 20) + 1]);

        Run run = run("call", "get", "v3/x/y", "--max-reply", "1");

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NO_ANSWER.code());
        assertThat(run.err()).contains("larger than 1048576 bytes (--max-reply)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --concurrency 0      | --concurrency is 0; it is from 1 to 500
            --concurrency 501    | --concurrency is 501; it is from 1 to 500
            --batch 0            | --batch is 0; it is from 1 to 10000
            --timeout 0          | --timeout is 0; it is from 1 to 600
            --timeout 601        | --timeout is 601; it is from 1 to 600
            --timeout 2147483647 | --timeout is 2147483647; it is from 1 to 600
            --lease 1            | --lease is 1; it is from 60 to 3600, and at least three times --timeout
            --lease 3601         | --lease is 3601; it is from 60 to 3600, and at least three times --timeout
            --rate -1            | --rate is from 0, no limit, to 1000000
            """)
    void theLimitsOfARunAreThoseOfItsOptions(String option, String message) {
        List<String> args = new ArrayList<>(List.of("returns", "run"));
        args.addAll(List.of(option.split(" ")));

        Run run = run(args.toArray(String[]::new));

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).startsWith("fluentpay: " + message + System.lineSeparator());
    }
}
