#ifndef PELAPOR_CSPAMMODEL_H
#define PELAPOR_CSPAMMODEL_H
#include <stddef.h>

#include "convolution.h"

// The trained model as the linker laid it out. C's #embed does this in milliseconds; SwiftPM's embedInCode
// writes an array literal that takes the Swift compiler minutes.
const unsigned char *pelapor_spam_model_bytes(void);
size_t pelapor_spam_model_length(void);

// The dictionary, a text of lines.
const unsigned char *pelapor_words_bytes(void);
size_t pelapor_words_length(void);

// What words without vowels once were; see SpamCore's LostWords.
const unsigned char *pelapor_lost_words_bytes(void);
size_t pelapor_lost_words_length(void);
#endif
