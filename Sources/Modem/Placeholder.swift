// Placeholder of the first commit of the skeleton; replaced by the target's own files.
