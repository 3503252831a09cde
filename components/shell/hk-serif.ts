import '@fontsource-variable/noto-serif-hk/index.css';
