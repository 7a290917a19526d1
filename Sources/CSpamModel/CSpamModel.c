#include "CSpamModel.h"

// #embed is C23; the compiler has it in every mode.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char model[] = {
#embed "spam.model"
};
static const unsigned char words[] = {
#embed "words.tsv"
};
static const unsigned char lost_words[] = {
#embed "lost-words.bin"
};

const unsigned char *pelapor_spam_model_bytes(void) { return model; }
size_t pelapor_spam_model_length(void) { return sizeof model; }

const unsigned char *pelapor_words_bytes(void) { return words; }
size_t pelapor_words_length(void) { return sizeof words; }

const unsigned char *pelapor_lost_words_bytes(void) { return lost_words; }
size_t pelapor_lost_words_length(void) { return sizeof lost_words; }
