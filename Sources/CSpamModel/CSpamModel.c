#include "CSpamModel.h"

// #embed is C23; the compiler has it in every mode.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char model[] = {
#embed "spam.model"
};

const unsigned char *pelapor_spam_model_bytes(void) { return model; }
size_t pelapor_spam_model_length(void) { return sizeof model; }
