package dev.credence.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final Cursor CURSOR =
            new Cursor("strategy", 0.25, Sort.CONFIDENCE, 1_767_323_045_006L, new Place(-1, "p:1"));

    @Test
    void shouldReadBackWhatItWasMadeOf() {
        assertThat(Cursor.decode(CURSOR.encode())).isEqualTo(CURSOR);
        Cursor plain = new Cursor(null, null, Sort.RECENT, 0, new Place(Long.MAX_VALUE, "z"));
        assertThat(Cursor.decode(plain.encode())).isEqualTo(plain);
    }

    @Test
    void shouldRefuseEveryTokenWithAChangedByte() {
        byte[] token = Base64.getUrlDecoder().decode(CURSOR.encode());
        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= 1;
            assertThat(Cursor.decode(encoded(changed))).as("byte %s", i).isNull();
            assertThat(Cursor.decode(encoded(Arrays.copyOf(token, i))))
                    .as("%s bytes", i)
                    .isNull();
        }
        assertThat(Cursor.decode("not a cursor")).isNull();
        assertThat(Cursor.decode("")).isNull();
    }

    @Test
    void shouldContinueOnlyTheListThatItBelongsTo() {
        assertThat(CURSOR.continues("strategy", 0.25, Sort.CONFIDENCE)).isTrue();
        assertThat(CURSOR.continues(null, 0.25, Sort.CONFIDENCE)).isFalse();
        assertThat(CURSOR.continues("strategy", null, Sort.CONFIDENCE)).isFalse();
        assertThat(CURSOR.continues("strategy", 0.25, Sort.USAGE)).isFalse();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
